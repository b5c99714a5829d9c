-- Moves a dead letter's event back into a stream, at once: it is never in both, nor in neither.
-- KEYS: the stream; the dead letters. ARGV: most entries of the stream; the letter's id.
-- Answers 1; 0 when there is no such letter any more; -1 when the stream is full, and the letter stays.
-- Appends before it removes: if the former fails, the letter stays.
local letter = redis.call('XRANGE', KEYS[2], ARGV[2], ARGV[2])[1]
if not letter then
    return 0
end
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
    return -1
end
local payload = ''
for place = 1, #letter[2], 2 do
    if letter[2][place] == 'payload' then
        payload = letter[2][place + 1]
    end
end
redis.call('XADD', KEYS[1], '*', 'events', payload)
redis.call('XDEL', KEYS[2], ARGV[2])
return 1
