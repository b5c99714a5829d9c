-- Keeps the highest revision that edges have seen, for a while after they last told of it.
-- KEYS[1] where; ARGV[1] the revision, ARGV[2] how many seconds
if tonumber(redis.call('GET', KEYS[1]) or '0') <= tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
end
return redis.status_reply('OK')
