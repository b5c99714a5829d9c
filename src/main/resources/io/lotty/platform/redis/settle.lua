-- Takes entries that are dealt with out of the group's books and out of the stream, at once: an entry that were only
-- acknowledged would stay for ever. KEYS: the stream. ARGV: the group, then the ids of the entries.
local ids = {}
for place = 2, #ARGV do
    ids[place - 1] = ARGV[place]
end
redis.call('XACK', KEYS[1], ARGV[1], unpack(ids))
return redis.call('XDEL', KEYS[1], unpack(ids))
