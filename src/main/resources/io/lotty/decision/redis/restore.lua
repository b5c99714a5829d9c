-- Adds to a subject's record what it lacks, and changes or removes nothing that it has.
-- KEYS[1]  the subject's assignment record
-- ARGV[1]  a record of format 2 with what it shall have
-- Answers how many entries were added, or -1 when there is something that is no record, which stays as it is.
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'none' and kind ~= 'string' then
  return -1
end
local present = redis.call('GET', KEYS[1]) or '2:0'
local revision, entries = string.match(present, '^2:(%d+)(.*)$')
if not revision and (present == '1' or string.sub(present, 1, 2) == '1;') then
  revision, entries = '0', string.sub(present, 2)
end
if not revision then
  return -1
end
local wanted, copies = string.match(ARGV[1], '^2:(%d+)(.*)$')
local added = 0
for head, rest in string.gmatch(copies, '(;' .. string.rep('[%w_-]', 22) .. ':)([%d:]+)') do
  if not string.find(entries, head, 1, true) then
    entries = entries .. head .. rest
    added = added + 1
  end
end
if added > 0 then
  -- as texts: a revision may have more digits than a Lua number keeps
  if #wanted > #revision or (#wanted == #revision and wanted > revision) then
    revision = wanted
  end
  redis.call('SET', KEYS[1], '2:' .. revision .. entries)
end
return added
