-- Remembers the ids of a batch and appends what is new as one entry; all of it or nothing. Marks decisions as exposed and
-- tells of others whether they are.
-- KEYS: the stream; then two times three sets, of taken ids and of exposed decisions: the present period's, the one's
-- before, the next one's (clocks differ).
-- ARGV: most entries of the stream; the events (a NUL between the parts of one, two between two); how many they are, how
-- many decisions are exposed; then the ids, all different, in the order of the events; those decisions; the decisions that
-- are asked about.
-- Appends before it remembers: if the former fails, no id is taken. Answers -1 when the stream is full, else: how many are
-- new when all are, or their places (from 1); and a digit for each decision asked about, 1 for exposed.
local EVENTS, IDS = 2, 5
local STREAM, TAKEN, EXPOSED = KEYS[1], 2, 5
local count, exposed = tonumber(ARGV[3]), tonumber(ARGV[4])
local last_id = IDS + count - 1
local last_exposed = last_id + exposed

-- The places, among the arguments from one to another, of what is in one of three sets; whether there is any.
local function find(first_set, from, to)
    local found = {}
    local is_any = false
    for set = first_set, first_set + 2 do
        if set == first_set or redis.call('EXISTS', KEYS[set]) == 1 then
            local answers = redis.call('SMISMEMBER', KEYS[set], unpack(ARGV, from, to))
            for place = 1, #answers do
                if answers[place] == 1 then
                    found[place] = true
                    is_any = true
                end
            end
        end
    end
    return found, is_any
end

local function append(events, ids, from, to)
    redis.call('XADD', STREAM, '*', 'events', events)
    redis.call('SADD', KEYS[TAKEN], unpack(ids, from, to))
end

-- Appends those that are not taken; answers their places.
local function append_others(taken)
    local places, ids, events = {}, {}, {}
    local from = 1
    for place = 1, count do
        local to = (string.find(ARGV[EVENTS], '\0\0', from, true) or #ARGV[EVENTS] + 1) - 1
        if not taken[place] then
            places[#places + 1] = place
            ids[#ids + 1] = ARGV[IDS + place - 1]
            events[#events + 1] = string.sub(ARGV[EVENTS], from, to)
        end
        from = to + 3
    end
    if #places > 0 then
        append(table.concat(events, '\0\0'), ids, 1, #ids)
    end
    return places
end

if redis.call('XLEN', STREAM) >= tonumber(ARGV[1]) then
    return -1
end
local fresh = count
local taken, is_any_taken = find(TAKEN, IDS, last_id)
if is_any_taken then
    fresh = append_others(taken)
else
    append(ARGV[EVENTS], ARGV, IDS, last_id)
end
if exposed > 0 then
    redis.call('SADD', KEYS[EXPOSED], unpack(ARGV, last_id + 1, last_exposed))
end
local digits = {}
if #ARGV > last_exposed then
    local seen = find(EXPOSED, last_exposed + 1, #ARGV)
    for place = 1, #ARGV - last_exposed do
        digits[place] = seen[place] and '1' or '0'
    end
end
return {fresh, table.concat(digits)}
