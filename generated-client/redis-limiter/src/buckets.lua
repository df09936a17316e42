-- The token buckets of all processes. Each key is one bucket: a hash.
--
-- ARGV: the command, its duration in microseconds, the lowest rate, the factor of a decrease; then rate, burst and
-- increase of the bucket of each key. Rates are in tokens per second.
local command, duration = ARGV[1], tonumber(ARGV[2])
local floor, decrease = tonumber(ARGV[3]), tonumber(ARGV[4])

local SECOND = 1000000
-- 429s within this time are one event.
local BURST = SECOND
-- The rate stays this long after it fell.
local CAUTION = 3 * SECOND
-- How long a lower rate is remembered without requests.
local MEMORY = 600 * SECOND

-- The server's time, so that the clocks of the processes do not matter.
local time = redis.call('TIME')
local now = tonumber(time[1]) * SECOND + tonumber(time[2])

local function load(index)
  local first = 3 * index + 2
  local limit, burst, increase = tonumber(ARGV[first]), tonumber(ARGV[first + 1]), tonumber(ARGV[first + 2])
  local stored = redis.call('HMGET', KEYS[index], 'tokens', 'counted', 'rate', 'paused', 'falls', 'rises')
  local function value(field, default) return tonumber(stored[field] or default) end
  local bucket = {
    key = KEYS[index], limit = limit, burst = burst, increase = increase,
    tokens = value(1, burst), counted = value(2, now), rate = value(3, limit),
    -- No tokens are added before this time.
    paused = value(4, 0),
    -- The rate neither falls nor rises before these times.
    falls = value(5, 0), rises = value(6, 0),
  }
  bucket.rate = math.max(math.min(bucket.rate, limit), floor)
  local since = math.max(now - math.max(bucket.counted, bucket.paused), 0)
  bucket.tokens = math.min(bucket.tokens + since / SECOND * bucket.rate, burst)
  bucket.counted = math.max(bucket.counted, now)
  return bucket
end

-- How long to wait for the last token that was taken.
local function wait(bucket)
  return math.max(bucket.paused - now, 0) + math.max(-bucket.tokens / bucket.rate, 0) * SECOND
end

-- A bucket expires when a new one would not differ from it.
local function save(bucket)
  redis.call('HSET', bucket.key,
    'tokens', string.format('%.6f', bucket.tokens), 'counted', string.format('%.0f', bucket.counted),
    'rate', string.format('%.6f', bucket.rate), 'paused', string.format('%.0f', bucket.paused),
    'falls', string.format('%.0f', bucket.falls), 'rises', string.format('%.0f', bucket.rises))
  local refill = math.max(bucket.paused - now, 0) + (bucket.burst - bucket.tokens) / bucket.rate * SECOND
  local memory = bucket.rate < bucket.limit and MEMORY or SECOND
  redis.call('PEXPIRE', bucket.key, math.ceil((refill + memory) / 1000))
end

local commands = {}

-- Reserves a token, unless the wait for it exceeds the duration.
function commands.take(buckets)
  local longest, slowed = 0, 0
  for _, bucket in ipairs(buckets) do
    bucket.tokens = bucket.tokens - 1
    longest = math.max(longest, wait(bucket))
    if bucket.rate < bucket.limit then slowed = 1 end
  end
  longest = math.ceil(longest)
  if longest > duration then return { 0, longest, slowed } end
  for _, bucket in ipairs(buckets) do save(bucket) end
  return { 1, longest, slowed }
end

local function change(buckets, apply)
  for _, bucket in ipairs(buckets) do
    apply(bucket)
    save(bucket)
  end
  return { 1, 0, 0 }
end

-- Returns a token that was not used.
function commands.give_back(buckets)
  return change(buckets, function(bucket) bucket.tokens = math.min(bucket.tokens + 1, bucket.burst) end)
end

-- Slows down after a 429, once for a burst of them. The free tokens are lost, because the API has none.
function commands.decrease(buckets)
  return change(buckets, function(bucket)
    if now >= bucket.falls then
      bucket.rate = math.max(bucket.rate * decrease, floor)
      bucket.falls = now + BURST
      bucket.rises = math.max(bucket.paused, now) + CAUTION
    end
    bucket.tokens = math.min(bucket.tokens, 0)
  end)
end

-- Gives no tokens for the duration.
function commands.pause(buckets)
  return change(buckets, function(bucket)
    bucket.paused = math.max(bucket.paused, now + duration)
    bucket.rises = math.max(bucket.rises, bucket.paused + CAUTION)
  end)
end

-- Speeds up after a success.
function commands.increase(buckets)
  return change(buckets, function(bucket)
    if now >= bucket.rises then bucket.rate = math.min(bucket.rate + bucket.increase, bucket.limit) end
  end)
end

local buckets = {}
for index = 1, #KEYS do buckets[index] = load(index) end
return commands[command](buckets)
