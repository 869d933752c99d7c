# Every sentence a person reads. One message per fact pattern; the code passes facts, never words.

# --- orders ---------------------------------------------------------------------------------
not-a-command = Start with /animate and an effect, for example “/animate melt”.
bad-command = I could not read “{ $near }”; write options as name=value, with quotes around spaces.
no-picture = Add a picture first, then say /animate and an effect.
no-effect = Say which effect you would like, for example “/animate melt”.
unknown-effect = There is no effect called “{ $name }”; /effects lists them all.
unknown-effect-near = There is no effect called “{ $name }”; did you mean { $nearest }?
unknown-option = “{ $option }” is not an option here; there are { $allowed }.
bad-option = { $option } takes { $allowed }, not “{ $value }”.
too-long = Your clips can be up to { $longest } s long, not { $seconds } s; choose a shorter duration.

# --- pictures -------------------------------------------------------------------------------
picture-not-a-picture = That is not a picture I can open; send a JPEG, PNG, WebP, GIF, AVIF or HEIC file.
picture-damaged = That picture is damaged; save it again or send another one.
picture-bomb = That picture is built to exhaust the machine that opens it; send another one.
picture-heic-unreadable = That kind of HEIC cannot be opened here; save the picture as a JPEG and send it again.
picture-too-few-bytes = That file is too small to be a picture; send another one.
picture-too-many-bytes = That file is larger than the limit of { $limit } MB; send a smaller one.
picture-too-small = That picture is { $actual } pixels at its shorter side; it needs at least { $limit }.
picture-too-large = That picture is { $actual } pixels at its longer side and the limit is { $limit }; scale it down and send it again.
picture-too-many-pixels = That picture has { $actual } megapixels and the limit is { $limit }; scale it down and send it again.
picture-too-narrow = That picture is too long and thin to animate; crop it to at most { $limit } to 1.
picture-timed-out = That picture took too long to open; save it as a JPEG and send it again.

# --- credits and limits ---------------------------------------------------------------------
not-enough-credits = This costs { $needed ->
        [one] { $needed } credit
       *[other] { $needed } credits
    } and you have { $available }; { $next } more come { $when }.
not-enough-credits-ever = This costs { $needed ->
        [one] { $needed } credit
       *[other] { $needed } credits
    } and you have { $available }; ask the people who run this bot for more.
too-many-jobs = You have { $allowed ->
        [one] a clip
       *[other] { $allowed } clips
    } in the making, which is the limit; wait for one or cancel it.
queue-full = The line is full ({ $capacity } clips); nothing was charged, please try again in a few minutes.
cooling-down = Please wait until { $when } before your next order.
gpu-budget-spent = Today's rendering time is used up; it starts anew { $when }.
account-too-young = The daily credits start for your account { $when }.
orders-stopped = New orders are paused while the operator checks the books; nothing was charged.
request-key-reused = This order was already placed with other settings; place it once more as a new one.
busy = The database is busy right now; nothing was charged, please try again.
grant-refused = This grant is not allowed ({ $rule }); up to { $allowed } would be.
pool-empty = The server's pool holds { $available } and this takes { $needed }; ask the operator to fund it.
no-pool = This server has no pool yet; ask the operator to fund one.
proposal-closed = This proposed grant was decided before or has lapsed.
account-unknown = There is no account called { $account }.
bad-amount = { $amount } is not an amount; give a whole number from 1 to 1,000,000,000.

# --- jobs -----------------------------------------------------------------------------------
shutting-down = Zoetrope is restarting; nothing was charged, please try again in a minute.
clip-gone = That is kept for { $hours } hours and is gone now; send the picture again.
not-yours = There is no such clip among yours.
job-cancelled = Cancelled; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
job-failed = Something broke while making this clip; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Please try another effect.
job-too-slow = This clip took too long and was stopped; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Try a shorter one.
job-undeliverable = The clip could not be brought to you; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
job-outcome-unknown = The clip may not have arrived; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
unexpected = Something went wrong on our side; nothing was charged. Please try again.

# --- the operator ---------------------------------------------------------------------------
folder-in-use = Another Zoetrope (process { $pid }) works on { $folder }; stop it first or choose another folder.
database-damaged = The database { $path } is damaged ({ $detail }); restore a backup.
schema-too-new = The database was written by a newer Zoetrope (version { $found }, this one knows { $known }); update first.
two-sqlite = The package { $package } is installed and would destroy the database; uninstall it.
disk-full = The disk with { $folder } is full; nothing was charged. Make room and try again.
backup-unsound = The backup { $path } did not pass its checks and was not used: { $violations }.
cannot-write = { $path } cannot be written: { $why }.
cannot-read = { $path } cannot be read: { $why }.

# --- times ----------------------------------------------------------------------------------
in-minutes = in { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }
in-hours = in { $hours ->
        [one] an hour
       *[other] { $hours } hours
    }
in-days = in { $days ->
        [one] a day
       *[other] { $days } days
    }
