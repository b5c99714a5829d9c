-- Gives a subject what it does not hold yet, and answers with all that it holds afterwards.
-- KEYS[1]  the subject's assignment record
-- ARGV[1]  the Unix second
-- ARGV[n]  entries without their second: ";<experiment, 22 characters>:<variant>:"
local record = redis.call('GET', KEYS[1]) or '1'
local changed = false
for i = 2, #ARGV do
  -- the entry's head, up to the variant: whoever came first decides
  if not string.find(record, string.sub(ARGV[i], 1, 24), 1, true) then
    record = record .. ARGV[i] .. ARGV[1]
    changed = true
  end
end
if changed then
  redis.call('SET', KEYS[1], record)
end
return record
