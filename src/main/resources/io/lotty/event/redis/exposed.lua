-- Marks decisions as exposed and tells of others whether they are.
-- KEYS: the sets of exposed decisions: the present period's, the one's before, the next one's (clocks differ).
-- ARGV: how many are exposed, these, then those that are asked about. Answers a digit for each of the latter, 1 for yes.
local exposed = tonumber(ARGV[1])
if exposed > 0 then
    redis.call('SADD', KEYS[1], unpack(ARGV, 2, exposed + 1))
end
local digits = {}
for place = 1, #ARGV - exposed - 1 do
    digits[place] = '0'
end
if #digits > 0 then
    for set = 1, #KEYS do
        local answers = redis.call('SMISMEMBER', KEYS[set], unpack(ARGV, exposed + 2))
        for place = 1, #digits do
            if answers[place] == 1 then
                digits[place] = '1'
            end
        end
    end
end
return table.concat(digits)
