-- Asks another place and service in each request: wrk -s search.lua http://host/path -- file-with-addresses
local queries = {}
local next = 0

function init(args)
    for line in io.lines(args[1]) do
        queries[#queries + 1] = line:match("?.*")
    end
    next = math.random(#queries)
end

function request()
    next = next % #queries + 1
    return wrk.format("GET", wrk.path .. queries[next])
end
