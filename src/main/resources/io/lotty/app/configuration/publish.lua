-- Publishes a configuration unless one as new is there, and tells the edges; answers the revision that is there then.
-- KEYS[1] the document, KEYS[2] its revision; ARGV[1] the revision, ARGV[2] the document, ARGV[3] the channel
local current = redis.call('GET', KEYS[2]) or '0'
if tonumber(current) >= tonumber(ARGV[1]) then
  return current
end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], ARGV[1])
redis.call('PUBLISH', ARGV[3], ARGV[1])
return ARGV[1]
