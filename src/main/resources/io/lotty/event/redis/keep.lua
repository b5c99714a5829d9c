-- Remembers the ids of one batch and shard and appends what is new as one entry; all of it or nothing.
-- KEYS: the stream, then the sets of taken ids: the present period's, the one's before, the next one's (clocks differ).
-- ARGV: most entries of the stream, the events (a NUL between the parts of one, two between two), then their ids, all
-- different. Appends before it remembers: if the former fails, no id is taken. Answers how many are new when all are, else their places (from 1), or -1 when the stream is full.
local FIRST_ID = 3
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
    return -1
end
local count = #ARGV - FIRST_ID + 1
local taken = {}
local is_any_taken = false
for set = 2, #KEYS do
    local answers = redis.call('SMISMEMBER', KEYS[set], unpack(ARGV, FIRST_ID))
    for place = 1, count do
        if answers[place] == 1 then
            taken[place] = true
            is_any_taken = true
        end
    end
end
if not is_any_taken then
    redis.call('XADD', KEYS[1], '*', 'events', ARGV[2])
    redis.call('SADD', KEYS[2], unpack(ARGV, FIRST_ID))
    return count
end
local places = {}
local ids = {}
local events = {}
local from = 1
for place = 1, count do
    local to = (string.find(ARGV[2], '\0\0', from, true) or #ARGV[2] + 1) - 1
    if not taken[place] then
        places[#places + 1] = place
        ids[#ids + 1] = ARGV[FIRST_ID + place - 1]
        events[#events + 1] = string.sub(ARGV[2], from, to)
    end
    from = to + 3
end
if #places > 0 then
    redis.call('XADD', KEYS[1], '*', 'events', table.concat(events, '\0\0'))
    redis.call('SADD', KEYS[2], unpack(ids))
end
return places
