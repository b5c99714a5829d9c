-- Replaces a subject's record, if it is still the one that the new one was computed from.
-- KEYS[1]  the subject's assignment record
-- ARGV[1]  the record as it was read; empty for none
-- ARGV[2]  the record as it shall be
-- Answers nothing when it was replaced, and the record that is there when it was not.
local present = redis.call('GET', KEYS[1]) or ''
if present ~= ARGV[1] then
  return present
end
redis.call('SET', KEYS[1], ARGV[2])
return false
