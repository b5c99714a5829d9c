-- Publishes a configuration unless a newer one is there, and tells the edges.
-- KEYS[1] the document, KEYS[2] its revision; ARGV[1] the revision, ARGV[2] the document, ARGV[3] the channel
local current = tonumber(redis.call('GET', KEYS[2]) or '0')
if current >= tonumber(ARGV[1]) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], ARGV[1])
redis.call('PUBLISH', ARGV[3], ARGV[1])
return 1
