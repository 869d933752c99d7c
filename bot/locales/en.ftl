# Every sentence a person reads. One message per fact pattern; the code passes facts, never words.

# --- orders ---------------------------------------------------------------------------------
not-a-command = Start with /animate and an effect, for example “/animate melt”.
bad-command = I could not read “{ $near }”; write options as name=value, with quotes around spaces.
no-picture = Add a picture first, then say /animate and an effect.
picture-unavailable = That picture could not be fetched; send it again.
wrong-channel = Orders are taken in { $allowed } here.
role-missing = Orders are taken here from people with one of these roles: { $allowed }.
sign-in-refused = { $platform } does not know this bot's token; copy it again from the application's page.
admins-only = Only the admins of this server may do that.
operator-only = Only the people who run this bot may do that.
no-effect = Say which effect you would like, for example “/animate melt”.
unknown-effect = There is no effect called “{ $name }”; /effects lists them all.
unknown-effect-near = There is no effect called “{ $name }”; did you mean { $nearest }?
needs-model = “{ $name }” needs an image-to-video model, which the operator sets up under { $setting } in the settings; the nearest effect here is “/animate { $nearest }”.
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

# --- sounds ---------------------------------------------------------------------------------
needs-sound = “/animate { $effect }” moves to a voice note; attach one beside the picture and send both.
takes-no-sound = “{ $effect }” plays no sound; leave the recording out or choose { $instead }.
sound-not-a-sound = That is not a recording I can play; send OGG, MP3, M4A, WAV or WebM.
sound-damaged = That recording is damaged; save it again or send another one.
sound-silent = There is nothing to hear in that recording; check the microphone and record it again.
sound-too-short = That recording lasts { $actual } s; it needs at least { $limit } s.
sound-too-long = That recording is longer than { $limit } s; send a shorter one.
sound-too-many-bytes = That recording is larger than the limit of { $limit } MB; send a smaller one.
sound-timed-out = That recording took too long to open; save it as an MP3 and send it again.

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
allowance-is-back = Your credits are back: { $amount ->
        [one] { $amount } is
       *[other] { $amount } are
    } there to spend.
notice-asked = I will tell you when your credits are back.
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
job-too-poor = This picture and effect did not make a clip worth keeping; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Please try another effect.
job-model-broken = The model for this clip cannot be loaded right now; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. The operator finds the reason in the log.
job-out-of-memory = This clip needs more memory than there is here; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Try a shorter one or another shape.
job-overdue = This order waited for a day and was given up; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
job-crashed = This clip could not be made in three tries; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Please try another effect.
account-deleted = Your account was deleted, and this order with it.
job-undeliverable = The clip could not be brought to you; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
job-outcome-unknown = The clip may not have arrived; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
account-deleted = Your account was deleted; this clip was cancelled and nothing was spent.
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

# --- the web page ---------------------------------------------------------------------------
web-language = en
web-intro = Add a picture, name what should happen to it, and a clip comes back.
web-welcome = Bring a picture to life
web-starters = Effects
web-category-model = Models
web-category-transform = Transform
web-category-depth = Depth
web-category-motion = Motion
web-category-light = Light
web-category-style = Style
web-category-camera = Camera
web-samples = No picture at hand? Take one of these.
web-sample-astronaut = Astronaut
web-sample-cat = Cat
web-sample-coffee = Coffee
web-sample-galaxies = Galaxies
web-sample-rocket = Rocket
web-conversation = Conversation
web-balance-label = Balance
web-balance = { $amount ->
        [one] 1 credit
       *[other] { $amount } credits
    }
web-more = { $amount } more { $when }
web-command = Command
web-placeholder = /animate melt
web-completion = Suggestions
web-attach = Add a picture or a voice note
web-detach = Remove the picture
web-detach-sound = Remove the voice note
web-settings = Settings
web-send = Send
web-drop = Drop the picture to add it
web-effect = Effect
web-seed = Chance: the same seed makes the same clip again; left out, every clip differs.
web-range = { $minimum } to { $maximum }
web-yes = yes
web-no = no
web-price = { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
web-quote = { $length } s clip for { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }, which leaves { $left }.
web-quote-too-much = { $length } s clip for { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }; you have { $balance }.
web-start-hint = Type / for the effects, or paste a picture.
web-sound-hint = Now add a voice note: attach, paste or drop one.
web-picture-hint = Now add a picture: attach, paste or drop one.
web-no-picture = Add a picture first: attach one, paste it or drop it here.
web-no-command = Say what should happen to it, for example /animate melt.
web-too-large = That file is larger than { $limit } MB; send a smaller one.
web-same-picture = The same picture again
web-sent = Your picture
web-clip = Clip of
web-progress = Progress
web-next-in-line = Next in line, ready in about { $time }.
web-queued = Place { $place } in line, ready in about { $time }.
web-running = Drawing the frames, about { $time } to go.
web-finishing = Finishing the clip.
web-length = { $seconds } s
web-seconds = { $seconds } s
web-minutes = { $minutes } min
web-spent = { $price ->
        [0] This was free
        [one] 1 credit spent
       *[other] { $price } credits spent
    }
web-left = { $spent }, { $left } left
web-seed-is = seed { $seed }
web-size = { $width } × { $height }
web-cancel = Cancel
web-cancelling = Cancelling
web-again-for = Again for { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
web-again-hint = The same with a new seed
web-variants-for = { $count } variants for { $price ->
        [one] { $price } credit
       *[other] { $price } credits
    }
web-variants-hint = Several at once, each with a seed and strength of its own
web-variant = Variant
web-tell-me = Tell me when they are back
web-another = Another effect
web-download = Download
web-clip-gone = This clip is no longer kept.
web-accepted = Your order was accepted.
web-ready = Your clip is ready.
web-link-lost = Connection lost. Trying again.
web-unreachable = Zoetrope did not answer; check that it is running and send again. The same order is never charged twice.
web-forbidden = This request did not come from the page itself and was refused.
web-no-session = Your session has ended; reload the page.
web-noscript = This page needs JavaScript.
