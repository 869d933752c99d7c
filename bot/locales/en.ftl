# Every sentence a person reads. One message per fact pattern; the code passes facts, never words.

language = English

# --- words that the sentences below share ---------------------------------------------------
price = { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
amount = { $amount ->
        [one] 1 credit
       *[other] { $amount } credits
    }
credits-are-back = { $price ->
        [0] nothing was spent
        [one] your credit is back
       *[other] your { $price } credits are back
    }
seconds = { $seconds } s
minutes = { $minutes } min
date = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") } UTC
range = { $minimum } to { $maximum }
one-of = one of { $choices }
allowed-text = a text that is neither empty nor very long
allowed-words = words such as golden hour, sunrise, noon, dusk, moonlight, candlelight, warm, cold, soft, dramatic, from the left, right, above, below or front
allowed-curve = two numbers or more from 0 to 1, such as "0 0.1 0.9 1"
allowed-waypoints = pairs of numbers from -1 to 1, such as "1,0 0,1 -1,0"
category-model = Models
category-transform = Transform
category-depth = Depth
category-motion = Motion
category-light = Light
category-style = Style
category-camera = Camera

# --- orders ---------------------------------------------------------------------------------
not-a-command = Start with /animate and an effect, for example “/animate melt”.
bad-command = I could not read “{ $near }”; write options as name=value, with quotes around spaces.
no-picture = Add a picture first, then say /animate and an effect.
picture-unavailable = That file could not be fetched; send it again.
wrong-channel = Orders are taken in { $allowed } here; write there.
role-missing = Orders are taken here from people with one of these roles: { $allowed }; ask the admins for one.
sign-in-refused = { $platform } does not know this bot's token; copy it again from the application's page.
admins-only = Only the admins of this server may do that; ask one of them.
operator-only = Only the people who run this bot may do that; ask them.
no-effect = Say which effect you would like, for example “/animate melt”.
unknown-effect = There is no effect called “{ $name }”; /effects lists them all.
unknown-effect-near = There is no effect called “{ $name }”; did you mean { $nearest }?
needs-model = “{ $name }” needs an image-to-video model, which the operator sets up under { $setting } in the settings; the nearest effect here is “/animate { $nearest }”.
unknown-option = “{ $option }” is not an option here; there are { $allowed }.
bad-option = { $option } takes { $allowed }, not “{ $value }”.
needs-prompt = Say what should happen: add prompt="the waves roll in".
too-long = Your clips can be up to { $longest } s long, not { $seconds } s; choose a shorter duration.
upscale-too-large = Your clips can be up to { $most } pixels on the longer side, and this one would have { $side }; keep it as it is or choose a smaller upscale.
picture-too-coarse = This picture has { $side } pixels on its longer side, and no clip is made larger than { $times } times its picture; send a larger picture.
already-upscaled = You have ordered this clip upscaled already; it is among your latest clips.
needs-upscaler = Clips drawn by a model need another model to be upscaled, which the operator sets up under [upscaler] in the settings; keep this one as it is.

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
cooling-down = You can place your next order { $when }; please wait until then.
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
grant-refused = { $rule ->
        [self] Nobody can give credits to themselves; ask another admin.
        [same-admin] A second admin has to approve this; ask one.
        [closed] The operator has closed this server's pool; ask them to open it.
        [bot] A bot has no use for credits; choose a person.
        [per-admin] You have given as much as you may today; up to { $allowed } more would go.
        [per-recipient] They have been given as much as they may get today; up to { $allowed } more would go.
       *[other] That is too much at once; up to { $allowed } would go.
    }
pool-empty = The server's pool holds { $available } and this takes { $needed }; ask the operator to fund it.
no-pool = This server has no pool yet; ask the operator to fund one.
proposal-closed = This proposed grant was decided before or has lapsed; propose a new one.
account-unknown = There is no account called { $account }.
bad-amount = { $amount } is not an amount; give a whole number from 1 to 1,000,000,000.

# --- clips ----------------------------------------------------------------------------------
instant-preview = A quick preview by the effects engine; your clip by { $model } follows.
depth-guessed = Gentle 3D: how near things are is guessed here; with a depth model, under [depth] in the settings, it is measured.
drawn-smaller = Memory ran short: this was drawn at { $width } × { $height } and enlarged; order it again when less is going on.

# --- jobs -----------------------------------------------------------------------------------
shutting-down = Zoetrope is restarting; nothing was charged, please try again in a minute.
clip-gone = That is kept for { $hours } hours and is gone now; send the picture again.
not-yours = There is no such clip among yours.
job-cancelled = Cancelled; { credits-are-back }.
job-failed = Something broke while making this clip; { credits-are-back }. Please try another effect.
job-too-slow = This clip took too long and was stopped; { credits-are-back }. Try a shorter one.
job-too-poor = This picture and effect did not make a clip worth keeping; { credits-are-back }. Please try another effect.
job-no-subject = The subject of this picture cannot be cut out for certain; { credits-are-back }. Order it with object=photo to use the whole picture.
job-model-broken = The model for this clip cannot be loaded right now; { credits-are-back }. The operator finds the reason in the log.
job-out-of-memory = This clip needs more memory than there is here; { credits-are-back }. Try a shorter one or another shape.
job-worker-lost = The machine making this clip failed twice; { credits-are-back }. Please try again in a few minutes.
job-worker-stalled = The machine making this clip stood still twice; { credits-are-back }. Please try again in a few minutes, or order a shorter clip.
second-try = The first try did not work out; this is the second, at no further cost.
job-overdue = This order waited for a day and was given up; { credits-are-back }.
job-crashed = This clip could not be made in three tries; { credits-are-back }. Please try another effect.
account-deleted = Your account was deleted, and this order with it.
job-undeliverable = The clip could not be brought to you; { credits-are-back }.
job-outcome-unknown = The clip may not have arrived; { credits-are-back }.
unexpected = Something went wrong on our side; nothing was charged. Please try again.
servers-only = That is about a group's pool; say it in the group.
stale-button = This button is from an earlier version; send the command again.
not-your-button = This button belongs to somebody else; send a picture of your own.
bad-usage = Type it like this: { $usage }.

# --- Telegram -------------------------------------------------------------------------------
tg-cancel = Cancel
tg-again = Again · { $price }
tg-other = Another effect
tg-longer = { $much } s · { $price }
tg-variants = { $much } variants · { $price }
tg-upscale = Upscale · { $price }
tg-shrunk = Made { $width } × { $height }, so that it fits into what Telegram takes.
tg-delete = Delete
tg-offer = { $effect } · { $price }
tg-opening = { $effect }, { $seconds } s, { price }
    Opening your picture.
tg-queued = { $effect }, { price }
    Place { $place } in line, ready in about { $time }.
tg-running = { $effect }, { price }
    { $bar } { $share } %, about { $time } to go.
tg-finishing = { $effect }, { price }
    Finishing the clip.
tg-caption = { $effect }, { $seconds } s · { $price ->
        [0] free
        [one] 1 credit spent
       *[other] { $price } credits spent
    }, { $balance } left · seed { $seed }
    { $licence }
tg-caption-variant = { $effect }, { $seconds } s · seed { $seed }
    { $licence }
tg-ready = Your clip is ready.
tg-talk = Send me a picture, with the caption /animate melt or without. /help says more.
tg-moved = Your clip is on its way.
tg-welcome = Send me a picture and I bring it to life: with the caption /animate melt, or without, to choose from { $count } effects. This is what melt does to a cup of coffee.

    You have { $balance } credits; clips cost from { $cheapest }.
    Clips are made by a machine and marked as such. /help says more, /privacy what is kept.
tg-help = Send a picture with the caption /animate melt, or reply /animate melt to one. A picture alone brings up all effects with their prices.

    Options follow the effect: /animate melt strength=0.8 duration=6 seed=42
    The price is shown before you spend it; a clip that does not arrive costs nothing.

    { $commands }
tg-choose = What should happen to it? The number is the price in credits.
tg-choose-look = { $count } effects; tap one to see it. The number is the price in credits.
tg-album = { $count } pictures. Which one should it be?
tg-album-all = All { $count }
tg-effect-chosen = Now send me the picture to { $effect }.
tg-effect-card = { $effect }: the picture { $summary }.
    { price } · options: { $options }
tg-use = To use it, send a picture with the caption /animate { $effect }
tg-use-prompt = To use it, send this as the caption of a picture or in answer to one: /animate { $effect } prompt="the waves roll in"
tg-use-voice = To use it, answer a picture with a voice note.
tg-balance = You have { amount }.
tg-reserved = { $amount } more are set aside for clips in the making.
tg-more = { $amount } more come { $when }.
tg-notice = Tell me when they are there
tg-notice-asked = I will tell you.
tg-no-history = No clips yet. Send me a picture.
tg-past-queued = { date } · { $effect } · in line
tg-past-running = { date } · { $effect } · being made
tg-past-delivered = { date } · { $effect } · { price }
tg-past-failed = { date } · { $effect } · failed, nothing spent
tg-past-cancelled = { date } · { $effect } · cancelled, nothing spent
tg-no-clip = There is no clip of yours that is still kept.
tg-nothing-to-cancel = Nothing of yours is in the making.
tg-cancelled = Cancelled.
tg-too-late = That clip was finished already.
tg-accepted = On its way.
tg-deleted = Deleted.
tg-cannot-delete = Telegram does not let me delete messages that old; delete it yourself.
tg-usage-report = /report, as a reply to the clip, with a few words
tg-usage-grant = /grant 20, as a reply to a message of whoever gets it
tg-usage-revoke = /revoke 20 or /revoke, as a reply to a message of whoever has it
tg-usage-fund = /fund 500
tg-usage-mint = /mint 50, as a reply, or /mint 50 and their Telegram id
tg-usage-refund = /refund, the payer's Telegram id and the charge id
tg-reported = { $account } reports this clip: { $words }
tg-report-taken = Thank you. The people who run this bot will look at it.
tg-settings = Your settings. Unless you choose a language, it is Telegram's.
tg-own-length = As the effect likes
tg-spoiler = Hide my clips until tapped
tg-saved = Saved.
tg-privacy = Your pictures and clips are kept for { $hours } hours, so that Again works, and are then deleted. Where and with what a picture was taken is removed at once. Your Telegram id, credits and the list of your orders are kept until you delete them. Nothing is sent anywhere but back to you.
tg-export = Send me my data
tg-erase = Delete everything
tg-erase-yes = Yes, delete my account
tg-erase-no = No, keep it
tg-erased = Your account is deleted: pictures, clips, settings and credits. The books keep amounts without a name.
tg-buy = Credits that do not expire, for Telegram Stars:
tg-pack = { amount } · { $stars } ⭐
tg-pack-title = { amount }
tg-pack-description = { amount } for clips, without an end date.
tg-pack-gone = This pack is not on offer any more; see /buy. You were not charged.
tg-bought = Thank you! Yours now: { amount }. You have { $balance } now.
tg-refunded = The Stars are back. Taken off, because unspent: { amount }.
tg-paysupport = About a payment: { $support }
tg-pool = This group's pool holds { $balance }; { $held } are granted and unspent, { $spent } were spent.
tg-granted = { amount }, to be spent in this group within { $days } days.
tg-proposed = { amount } at once: that needs a second admin's word.
tg-approve = Approve
tg-approved = Approved: { amount }.
tg-revoked = Back in the pool, because unspent: { amount }.
tg-minted = { amount } for { $account }.
tg-status = { $running } being made, { $waiting } in line.
tg-command-start = What this does
tg-command-animate = Animate a picture: reply to one, or write it as its caption
tg-command-effects = All effects, with previews and prices
tg-command-balance = Your credits
tg-command-history = Your latest clips
tg-command-last = Your last clip once more
tg-command-cancel = Stop your clips in the making
tg-command-settings = Language, length, spoiler
tg-command-privacy = What is kept, your data, deleting it
tg-command-report = Report a clip (as a reply to it)
tg-command-help = How to use it
tg-command-buy = Buy credits with Stars
tg-command-paysupport = Help with a payment
tg-command-grant = Give somebody credits from the group's pool (as a reply)
tg-command-revoke = Take back what is unspent (as a reply)
tg-command-pool = The group's pool
tg-command-fund = Put credits into this group's pool
tg-command-mint = Give somebody credits (as a reply)
tg-command-status = How the bot is doing

# --- the operator ---------------------------------------------------------------------------
second-poller = Another process works with the same { $platform } token; stop it first.
folder-in-use = Another Zoetrope (process { $pid }) works on { $folder }; stop it first or choose another folder.
database-damaged = The database { $path } is damaged ({ $detail }); restore a backup.
schema-too-new = The database was written by a newer Zoetrope (version { $found }, this one knows { $known }); update first.
two-sqlite = The package { $package } is installed and would destroy the database; uninstall it.
disk-full = The disk with { $folder } is full; nothing was charged. Make room and try again.
backup-unsound = The backup { $path } did not pass its checks and was not used: { $violations }.
cannot-write = { $path } cannot be written: { $why }.
no-such-model = There is no model called “{ $name }” in the settings or among the presets; there are { $known }.
not-acknowledged = The weights of { $preset } are { $conditions }; if that holds where you run them, set preset = "{ $preset }" and licence.acknowledged = true in a table under [models], and pull that.
download-no-room = The download takes { $missing } GB and the disk with { $source } has { $free } GB left; make room, or set HF_HOME to a folder on another disk.
download-unreachable = The hub could not be reached for { $source }; see to the connection and that HF_HUB_OFFLINE is not set, and pull again: files that have arrived whole are kept.
download-no-such-repository = The hub shows no repository { $source } to you; check its name, or sign in with “hf auth login”.
download-no-such-revision = { $source } has no such revision; check the revision in the settings.
download-nothing-there = { $source } has no files that this could be loaded from; check the repository and the file in the settings.
download-gated = The makers of { $source } want to know who downloads it; accept their conditions on its page and sign in with “hf auth login”.

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
web-intro = Add a picture, name what should happen to it, and a clip comes back.
web-welcome = Bring a picture to life
web-starters = Effects
web-samples = No picture at hand? Take one of these.
web-sample-astronaut = Astronaut
web-sample-cat = Cat
web-sample-coffee = Coffee
web-sample-galaxies = Galaxies
web-sample-rocket = Rocket
web-conversation = Conversation
web-balance-label = Balance
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
web-quote = { $length } s clip for { price }, which leaves { $left }.
web-quote-too-much = { $length } s clip for { price }; you have { $balance }.
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
web-again-for = Again for { price }
web-again-hint = The same with a new seed
web-variants-for = { $count } variants for { price }
web-variants-hint = Several at once, each with a seed and strength of its own
web-upscale-for = Upscale for { price }
web-upscale-hint = The very same clip, twice as wide and high
web-variant = Variant
web-tell-me = Tell me when they are back
web-another = Another effect
web-download = Download
web-depth = Depth as PNG
web-depth-hint = 16 bits of grey: black is the farthest, white the nearest
web-clip-gone = This clip is no longer kept.
web-accepted = Your order was accepted.
web-ready = Your clip is ready.
web-link-lost = Connection lost. Trying again.
web-unreachable = Zoetrope did not answer; check that it is running and send again. The same order is never charged twice.
web-forbidden = This request did not come from the page itself and was refused; reload the page.
web-no-session = Your session has ended; reload the page.
web-noscript = This page needs JavaScript; switch it on and reload it.

# --- Discord: messages ----------------------------------------------------------------------
discord-balance = You have { amount }.
discord-more = { $amount } more { $when }
discord-seed = seed { $seed }
discord-reading = **{ $effect }** · { price } · looking at your picture
discord-looking = Looking at your picture.
discord-next = **{ $effect }** · { price } · next in line, ready { $ready }
discord-queued = **{ $effect }** · { price } · place { $place } in line, ready { $ready }
discord-running = **{ $effect }** · { price } · { $bar } { $percent } % · ready { $ready }
discord-uploading = **{ $effect }** · { price } · { $bar } uploading
discord-will-write = This takes longer than Discord lets this message be edited; the clip comes as a direct message.
discord-spent = { price }, { $left } left
discord-cut = Shortened to { $seconds } s, so that it fits into what Discord takes here.
discord-shrunk = Made { $width } x { $height }, so that it fits into what Discord takes here.
discord-choose-effect = What should happen to it?
discord-choose-picture = Which picture?
discord-effect-price = { $effect } · { price }
discord-button-again = Again · { price }
discord-button-variants = Variants · { price }
discord-button-notify = Tell me when more come
discord-will-tell = I will write you a direct message when your credits are back.
discord-button-longer = Longer · { price }
discord-button-upscale = Upscale · { price }
discord-button-cancel = Cancel, for free
discord-button-delete = Delete
discord-button-form = With options…
discord-button-erase = Delete everything about me
discord-page-back = Back
discord-page-next = More
discord-form-title = Animate
discord-form-order = Effect and options
discord-form-order-hint = For example: melt strength=0.8 duration=6
discord-form-options-hint = For example: strength=0.8 duration=6
discord-help = Add a picture to /animate and choose an effect, or open a message's menu and choose “Animate this image” under Apps. /effects shows them all moving, with their prices. Credits are set aside when you order and spent only when the clip has arrived; /balance says how many you have and when more come. Clips are made by software and marked as such in the file.
discord-lot-allowance = { $amount } of today's allowance
discord-lot-allowance-until = { $amount } of today's allowance
discord-lot-granted = { $amount } granted
discord-lot-granted-until = { $amount } granted, until { $until }
discord-lot-bought = { $amount } bought
discord-lot-bought-until = { $amount } bought, until { $until }
discord-reserved = { $amount } set aside for clips in the making
discord-no-history = Nothing yet.
discord-no-clip = There is no clip of yours that is still kept.
discord-nothing-to-cancel = None of your clips is in the making.
discord-too-late-to-cancel = It was ready before it could be cancelled.
discord-stage-queued = waiting
discord-stage-running = in the making
discord-stage-delivered = done
discord-stage-failed = failed, free
discord-stage-cancelled = cancelled, free
discord-erase-question = This deletes your account: clips in the making are cancelled, your credits, pictures and clips are gone. It cannot be undone.
discord-erased = Your account is deleted.
discord-reported = Thank you. The people who run this bot will look at it.
discord-granted = { $person } got { amount } for this server.
discord-proposed = That much needs a second admin: /credits approve { $number } gives { $person } { amount }.
discord-revoked = Took back { amount } from { $person }.
discord-pool = This server's pool holds { $balance }; { $held } are granted and not spent, { $spent } were spent.
discord-waiting = Waits for a second admin: { $number }, { amount } for { $person }.
discord-act-mint = created
discord-act-grant = granted
discord-act-propose = proposed
discord-act-approve = approved
discord-act-decline = declined
discord-act-revoke = took back
discord-act-fund = filled the pool
discord-act-withdraw = took out of the pool
discord-act-set-rules = changed the rules
discord-act-set-refill = changed the refill
discord-act-open = opened the pool
discord-act-close = closed the pool
discord-rules = Orders in: { $channels }. Orders by: { $roles }. Tiers: { $tiers }. Log: { $log }.
discord-rules-any = all
discord-funded = { $amount } added; the pool holds { $balance }.
discord-books-sound = The books balance.

# --- Discord: commands (names: lower case, no spaces) ---------------------------------------
discord-command-animate = animate
discord-command-camera = camera
discord-command-effects = effects
discord-command-help = help
discord-command-balance = balance
discord-command-history = history
discord-command-last = last
discord-command-cancel = cancel
discord-command-privacy = privacy
discord-command-export = export
discord-command-delete = delete
discord-command-report = report
discord-command-credits = credits
discord-command-grant = grant
discord-command-revoke = revoke
discord-command-approve = approve
discord-command-pool = pool
discord-command-settings = settings
discord-command-operator = operator
discord-command-fund = fund
discord-command-verify = verify
discord-menu-animate = Animate this image
discord-menu-again = Animate again with…
discord-about-animate = Bring a picture to life
discord-about-camera = Film a picture with a camera move
discord-about-effects = See every effect moving, with its price
discord-about-help = How this works
discord-about-balance = Your credits and when more come
discord-about-history = Your latest clips
discord-about-last = Show your latest clip again
discord-about-cancel = Cancel a clip in the making, for free
discord-about-privacy = What is kept about you
discord-about-export = Get everything that is kept about you as a file
discord-about-delete = Delete your account and everything of it
discord-about-report = Report a clip to the people who run this bot
discord-about-credits = This server's credits
discord-about-grant = Give somebody credits from this server's pool
discord-about-revoke = Take unspent credits of this server back
discord-about-approve = Approve another admin's large grant
discord-about-pool = What this server's pool holds
discord-about-acts = Who granted what to whom
discord-about-settings = Where orders are taken, from whom, and where acts are logged
discord-about-operator = For the people who run this bot
discord-about-fund = Fill a server's pool
discord-about-mint = Give somebody credits for everywhere
discord-about-verify = Check that the books balance
discord-option-effect = What should happen to it
discord-option-image = The picture
discord-option-prompt = What should happen, in words
discord-option-sound = A recording, for effects that move to a voice
discord-option-options = For example: strength=0.8 duration=6
discord-option-move = The camera move
discord-option-amount = How far the camera goes, 0 to 1
discord-option-seconds = Length of the clip
discord-option-clip = Which one; without it, the latest
discord-option-reason = What is wrong with it
discord-option-link = Link to the message
discord-option-person = Who
discord-option-credits = How many credits
discord-option-note = Why; kept in the log
discord-option-number = Number of the proposal
discord-option-channel = Take orders here too (none chosen: everywhere)
discord-option-role = Take orders from people with this role too (none chosen: everybody)
discord-option-log = Report grants and settings to this channel
discord-option-tier-role = Role that gets a tier
discord-option-tier = Tier for that role
discord-option-reset = Forget all choices first
discord-option-server = Number of the server
