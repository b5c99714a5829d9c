-- Appends an entry unless the stream is full. KEYS: the stream. ARGV: most entries, then the entry's fields and values.
-- Answers 1, or 0 when full: what is refused here is still known to whom it matters, what were trimmed would be lost.
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
    return 0
end
redis.call('XADD', KEYS[1], '*', unpack(ARGV, 2))
return 1
