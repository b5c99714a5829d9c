-- Claims the ids of one batch and shard and appends what is new as one entry; all of it or nothing.
-- KEYS: the stream, then the claim of each event. ARGV: most entries of the stream, lifetime of a claim in seconds, then
-- for each event its id and its payload. Answers the places (from 1) of the events that are new, or -1 when full.
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
    return -1
end
local fresh = {}
local entry = {}
for place = 1, #KEYS - 1 do
    if redis.call('SET', KEYS[place + 1], '1', 'NX', 'EX', ARGV[2]) then
        fresh[#fresh + 1] = place
        entry[#entry + 1] = ARGV[2 * place + 1]
        entry[#entry + 1] = ARGV[2 * place + 2]
    end
end
if #fresh > 0 then
    redis.call('XADD', KEYS[1], '*', unpack(entry))
end
return fresh
