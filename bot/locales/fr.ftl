# Français. The English file has the same messages; effects and options are English in the code.

language = Français

# --- words that the sentences below share ---------------------------------------------------
price = { $price ->
        [one] { $price } crédit
       *[other] { $price } crédits
    }
amount = { $amount ->
        [one] { $amount } crédit
       *[other] { $amount } crédits
    }
credits-are-back = { $price ->
        [0] rien n'a été dépensé
        [one] ton crédit t'est rendu
       *[other] tes { $price } crédits te sont rendus
    }
seconds = { $seconds } s
minutes = { $minutes } min
date = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") } UTC
range = de { $minimum } à { $maximum }
one-of = une valeur parmi { $choices }
allowed-text = un texte qui n'est ni vide ni très long
allowed-words = des mots anglais comme golden hour, sunrise, noon, dusk, moonlight, candlelight, warm, cold, soft, dramatic, from the left, right, above, below ou front
allowed-curve = deux nombres ou plus de 0 à 1, par exemple "0 0.1 0.9 1"
allowed-waypoints = des paires de nombres de -1 à 1, par exemple "1,0 0,1 -1,0"
category-model = Modèles
category-transform = Transformation
category-depth = Profondeur
category-motion = Mouvement
category-light = Lumière
category-style = Style
category-camera = Caméra

# --- orders ---------------------------------------------------------------------------------
not-a-command = Commence par /animate et un effet, par exemple « /animate melt ».
bad-command = Je n'ai pas pu lire « { $near } » ; écris les options sous la forme nom=valeur, avec des guillemets autour des espaces.
no-picture = Ajoute d'abord une image, puis écris /animate et un effet.
picture-unavailable = Ce fichier n'a pas pu être récupéré ; envoie-le à nouveau.
wrong-channel = Ici, les commandes se prennent dans { $allowed } ; écris là-bas.
role-missing = Ici, on prend les commandes de ceux qui ont un de ces rôles : { $allowed } ; demandes-en un aux admins.
sign-in-refused = { $platform } ne connaît pas le jeton de ce bot ; copie-le à nouveau depuis la page de l'application.
admins-only = Seuls les admins de ce serveur peuvent faire cela ; demande-leur.
operator-only = Seuls les responsables de ce bot peuvent faire cela ; demande-leur.
no-effect = Dis quel effet tu veux, par exemple « /animate melt ».
unknown-effect = Aucun effet ne s'appelle « { $name } » ; /effects les montre tous.
unknown-effect-near = Aucun effet ne s'appelle « { $name } » ; voulais-tu dire { $nearest } ?
needs-model = « { $name } » demande un modèle image-vers-vidéo, que l'exploitant installe sous { $setting } dans les réglages ; l'effet le plus proche ici est « /animate { $nearest } ».
unknown-option = « { $option } » n'est pas une option ici ; il y a { $allowed }.
bad-option = { $option } prend { $allowed }, pas « { $value } ».
needs-prompt = Dis ce qui doit se passer : ajoute prompt="les vagues déferlent".
too-long = Tes clips peuvent durer jusqu'à { $longest } s, pas { $seconds } s ; choisis une durée (duration) plus courte.
upscale-too-large = Tes clips peuvent avoir jusqu'à { $most } pixels sur le côté le plus long, et celui-ci en aurait { $side } ; garde-le tel quel ou choisis un upscale plus petit.
picture-too-coarse = Cette image a { $side } pixels sur le côté le plus long, et aucun clip n'est agrandi à plus de { $times } fois son image ; envoie une image plus grande.
already-upscaled = Tu as déjà commandé ce clip en grand ; il est parmi tes derniers clips.
needs-upscaler = Les clips dessinés par un modèle ont besoin d'un autre modèle pour être agrandis, que l'opérateur indique sous [upscaler] dans les réglages ; garde celui-ci tel quel.

# --- pictures -------------------------------------------------------------------------------
picture-not-a-picture = Ce n'est pas une image que je peux ouvrir ; envoie un fichier JPEG, PNG, WebP, GIF, AVIF ou HEIC.
picture-damaged = Cette image est abîmée ; enregistre-la à nouveau ou envoies-en une autre.
picture-bomb = Cette image est faite pour épuiser la machine qui l'ouvre ; envoies-en une autre.
picture-heic-unreadable = Ce genre de HEIC ne s'ouvre pas ici ; enregistre l'image en JPEG et envoie-la à nouveau.
picture-too-few-bytes = Ce fichier est trop petit pour être une image ; envoies-en un autre.
picture-too-many-bytes = Ce fichier dépasse la limite de { $limit } Mo ; envoies-en un plus petit.
picture-too-small = Cette image a { $actual } pixels sur son petit côté ; il en faut au moins { $limit }.
picture-too-large = Cette image a { $actual } pixels sur son grand côté et la limite est { $limit } ; réduis-la et envoie-la à nouveau.
picture-too-many-pixels = Cette image a { $actual } mégapixels et la limite est { $limit } ; réduis-la et envoie-la à nouveau.
picture-too-narrow = Cette image est trop longue et étroite pour être animée ; recadre-la à { $limit } pour 1 au plus.
picture-timed-out = Cette image met trop de temps à s'ouvrir ; enregistre-la en JPEG et envoie-la à nouveau.

# --- sounds ---------------------------------------------------------------------------------
needs-sound = « /animate { $effect } » bouge au son d'un message vocal ; joins-en un à l'image et envoie les deux.
takes-no-sound = « { $effect } » ne joue aucun son ; retire l'enregistrement ou choisis { $instead }.
sound-not-a-sound = Ce n'est pas un enregistrement que je peux lire ; envoie OGG, MP3, M4A, WAV ou WebM.
sound-damaged = Cet enregistrement est abîmé ; enregistre-le à nouveau ou envoies-en un autre.
sound-silent = On n'entend rien dans cet enregistrement ; vérifie le micro et recommence.
sound-too-short = Cet enregistrement dure { $actual } s ; il faut au moins { $limit } s.
sound-too-long = Cet enregistrement dure plus de { $limit } s ; envoies-en un plus court.
sound-too-many-bytes = Cet enregistrement dépasse la limite de { $limit } Mo ; envoies-en un plus petit.
sound-timed-out = Cet enregistrement met trop de temps à s'ouvrir ; enregistre-le en MP3 et envoie-le à nouveau.

# --- credits and limits ---------------------------------------------------------------------
not-enough-credits = Cela coûte { $needed ->
        [one] { $needed } crédit
       *[other] { $needed } crédits
    } et tu en as { $available } ; { $when }, tu en auras { $next } de plus.
not-enough-credits-ever = Cela coûte { $needed ->
        [one] { $needed } crédit
       *[other] { $needed } crédits
    } et tu en as { $available } ; demandes-en aux responsables de ce bot.
too-many-jobs = Tu as { $allowed ->
        [one] un clip
       *[other] { $allowed } clips
    } en cours, c'est la limite ; attends-en un ou annule-le.
queue-full = La file est pleine ({ $capacity } clips) ; rien n'a été débité, réessaie dans quelques minutes.
cooling-down = Ta prochaine commande sera possible { $when } ; attends jusque-là.
gpu-budget-spent = Le temps de calcul du jour est épuisé ; il repart { $when }.
account-too-young = Les crédits quotidiens de ton compte commencent { $when }.
orders-stopped = Les nouvelles commandes sont en pause pendant que l'exploitant vérifie les comptes ; rien n'a été débité.
allowance-is-back = Tes crédits sont de retour : tu en as { $amount } à dépenser.
notice-asked = Je te préviendrai quand tes crédits seront de retour.
request-key-reused = Cette commande a déjà été passée avec d'autres réglages ; passe-la à nouveau comme une nouvelle.
busy = La base de données est occupée ; rien n'a été débité, réessaie.
grant-refused = { $rule ->
        [self] Personne ne peut se donner des crédits à soi-même ; demande à un autre admin.
        [same-admin] Un second admin doit approuver cela ; demande à l'un d'eux.
        [closed] L'exploitant a fermé la réserve de ce serveur ; demande-lui de l'ouvrir.
        [bot] Un bot n'a que faire de crédits ; choisis une personne.
        [per-admin] Tu as donné tout ce que tu peux donner aujourd'hui ; il reste { $allowed } au plus.
        [per-recipient] Cette personne a reçu tout ce qu'elle peut recevoir aujourd'hui ; il reste { $allowed } au plus.
       *[other] C'est trop à la fois ; { $allowed } au plus.
    }
pool-empty = La réserve du serveur contient { $available } et il en faut { $needed } ; demande à l'exploitant de l'alimenter.
no-pool = Ce serveur n'a pas encore de réserve ; demande à l'exploitant d'en alimenter une.
proposal-closed = Cette proposition a déjà été tranchée ou a expiré ; fais-en une nouvelle.
account-unknown = Aucun compte ne s'appelle { $account }.
bad-amount = { $amount } n'est pas une quantité ; donne un nombre entier de 1 à 1 000 000 000.

# --- clips ----------------------------------------------------------------------------------
instant-preview = Un aperçu rapide du moteur d'effets ; votre clip par { $model } suit.
depth-guessed = 3D douce : ici, la distance de chaque chose est devinée ; avec un modèle de profondeur, sous [depth] dans les réglages, elle est mesurée.
drawn-smaller = La mémoire n’a pas suffi : dessiné en { $width } × { $height } puis agrandi ; redemande-le quand il y aura moins à faire.

# --- jobs -----------------------------------------------------------------------------------
shutting-down = Zoetrope redémarre ; rien n'a été débité, réessaie dans une minute.
clip-gone = Cela se conserve { $hours } heures et n'est plus là ; envoie l'image à nouveau.
not-yours = Ce clip n'est pas parmi les tiens.
job-cancelled = Annulé ; { credits-are-back }.
job-failed = Quelque chose a cassé pendant la fabrication de ce clip ; { credits-are-back }. Essaie un autre effet.
job-too-slow = Ce clip prenait trop de temps et a été arrêté ; { credits-are-back }. Essaies-en un plus court.
job-too-poor = Cette image et cet effet n'ont pas donné un clip digne d'être gardé ; { credits-are-back }. Essaie un autre effet.
job-no-subject = Le sujet de cette image ne peut pas être détouré avec certitude ; { credits-are-back }. Commande-le avec object=photo pour prendre l'image entière.
job-model-broken = Le modèle de ce clip ne se charge pas en ce moment ; { credits-are-back }. L'exploitant en trouve la raison dans le journal.
job-out-of-memory = Ce clip demande plus de mémoire qu'il n'y en a ici ; { credits-are-back }. Essaies-en un plus court ou une autre forme.
job-worker-lost = La machine qui faisait ce clip est tombée en panne deux fois ; { credits-are-back }. Réessaie dans quelques minutes.
job-worker-stalled = La machine qui faisait ce clip s'est figée deux fois ; { credits-are-back }. Réessaie dans quelques minutes ou demande un clip plus court.
second-try = Le premier essai n'a pas abouti ; voici le deuxième, sans frais de plus.
job-overdue = Cette commande a attendu un jour et a été abandonnée ; { credits-are-back }.
job-crashed = Ce clip n'a pas pu être fait en trois essais ; { credits-are-back }. Essaie un autre effet.
account-deleted = Ton compte a été supprimé, et cette commande avec lui.
job-undeliverable = Le clip n'a pas pu t'être livré ; { credits-are-back }.
job-outcome-unknown = Le clip n'est peut-être pas arrivé ; { credits-are-back }.
unexpected = Quelque chose a mal tourné de notre côté ; rien n'a été débité. Réessaie.
servers-only = Il s'agit de la réserve d'un groupe ; dis-le dans le groupe.
stale-button = Ce bouton date d'une version antérieure ; envoie la commande à nouveau.
not-your-button = Ce bouton est à quelqu'un d'autre ; envoie une image à toi.
bad-usage = Écris-le ainsi : { $usage }.

# --- Telegram -------------------------------------------------------------------------------
tg-cancel = Annuler
tg-again = Encore · { $price }
tg-other = Autre effet
tg-longer = { $much } s · { $price }
tg-variants = { $much } variantes · { $price }
tg-upscale = Agrandir · { $price }
tg-shrunk = Réduit à { $width } × { $height } pour tenir dans ce que Telegram accepte.
tg-delete = Supprimer
tg-offer = { $effect } · { $price }
tg-opening = { $effect }, { $seconds } s, { price }
    Ouverture de ton image.
tg-queued = { $effect }, { price }
    Place { $place } dans la file, prêt dans { $time } environ.
tg-running = { $effect }, { price }
    { $bar } { $share } %, encore { $time } environ.
tg-finishing = { $effect }, { price }
    Le clip s'achève.
tg-caption = { $effect }, { $seconds } s · { $price ->
        [0] gratuit
        [one] { $price } crédit dépensé
       *[other] { $price } crédits dépensés
    }, il en reste { $balance } · graine { $seed }
    { $licence }
tg-caption-variant = { $effect }, { $seconds } s · graine { $seed }
    { $licence }
tg-ready = Ton clip est prêt.
tg-talk = Envoie-moi une image, avec la légende /animate melt ou sans. /help en dit plus.
tg-moved = Ton clip est en route.
tg-welcome = Envoie-moi une image et je lui donne vie : avec la légende /animate melt, ou sans, pour choisir parmi { $count } effets. Voici ce que melt fait à une tasse de café.

    Tu as { $balance } crédits ; les clips coûtent à partir de { $cheapest }.
    Les clips sont faits par une machine et marqués comme tels. /help en dit plus, /privacy dit ce qui est conservé.
tg-help = Envoie une image avec la légende /animate melt, ou réponds /animate melt à une image. Une image seule montre tous les effets avec leur prix.

    Les options suivent l'effet : /animate melt strength=0.8 duration=6 seed=42
    Tu vois le prix avant de le dépenser ; un clip qui n'arrive pas ne coûte rien.

    { $commands }
tg-choose = Que doit-il lui arriver ? Le nombre est le prix en crédits.
tg-choose-look = { $count } effets ; touches-en un pour le voir. Le nombre est le prix en crédits.
tg-album = { $count } images. Laquelle ?
tg-album-all = Les { $count }
tg-effect-chosen = Envoie-moi maintenant l'image pour { $effect }.
tg-effect-card = { $effect } : l'image { $summary }.
    { price } · options : { $options }
tg-use = Pour l'utiliser, envoie une image avec la légende /animate { $effect }
tg-use-prompt = Pour l'utiliser, envoie ceci comme légende d'une image ou en réponse à une image : /animate { $effect } prompt="les vagues déferlent"
tg-use-voice = Pour l'utiliser, réponds à une image par un message vocal.
tg-balance = Tu as { amount }.
tg-reserved = { $amount } de plus sont mis de côté pour des clips en cours.
tg-more = Tu en auras { $amount } de plus { $when }.
tg-notice = Préviens-moi quand ils sont là
tg-notice-asked = Je te préviendrai.
tg-no-history = Pas encore de clips. Envoie-moi une image.
tg-past-queued = { date } · { $effect } · dans la file
tg-past-running = { date } · { $effect } · en cours
tg-past-delivered = { date } · { $effect } · { price }
tg-past-failed = { date } · { $effect } · raté, rien dépensé
tg-past-cancelled = { date } · { $effect } · annulé, rien dépensé
tg-no-clip = Aucun de tes clips n'est encore conservé.
tg-nothing-to-cancel = Tu n'as rien en cours.
tg-cancelled = Annulé.
tg-too-late = Ce clip était déjà terminé.
tg-accepted = En route.
tg-deleted = Supprimé.
tg-cannot-delete = Telegram ne me laisse pas supprimer des messages si anciens ; supprime-le toi-même.
tg-usage-report = /report, en réponse au clip, avec quelques mots
tg-usage-grant = /grant 20, en réponse à un message de qui les reçoit
tg-usage-revoke = /revoke 20 ou /revoke, en réponse à un message de qui les a
tg-usage-fund = /fund 500
tg-usage-mint = /mint 50, en réponse, ou /mint 50 et son identifiant Telegram
tg-usage-refund = /refund, l'identifiant Telegram du payeur et celui du paiement
tg-reported = { $account } signale ce clip : { $words }
tg-report-taken = Merci. Les responsables de ce bot vont regarder.
tg-settings = Tes réglages. Si tu ne choisis pas de langue, c'est celle de Telegram.
tg-own-length = Comme l'effet le veut
tg-spoiler = Masquer mes clips jusqu'au toucher
tg-saved = Enregistré.
tg-privacy = Tes images et tes clips sont conservés { $hours } heures, pour que « Encore » fonctionne, puis supprimés. Où et avec quoi une image a été prise est effacé aussitôt. Ton identifiant Telegram, tes crédits et la liste de tes commandes sont conservés jusqu'à ce que tu les supprimes. Rien n'est envoyé ailleurs que vers toi.
tg-export = Envoie-moi mes données
tg-erase = Tout supprimer
tg-erase-yes = Oui, supprimer mon compte
tg-erase-no = Non, le garder
tg-erased = Ton compte est supprimé : images, clips, réglages et crédits. Les livres gardent des montants sans nom.
tg-buy = Des crédits qui n'expirent pas, contre des étoiles Telegram :
tg-pack = { amount } · { $stars } ⭐
tg-pack-title = { amount }
tg-pack-description = { amount } pour des clips, sans date limite.
tg-pack-gone = Cette offre n'existe plus ; regarde /buy. Rien n'a été débité.
tg-bought = Merci ! Désormais à toi : { amount }. Tu en as maintenant { $balance }.
tg-refunded = Les étoiles sont rendues. Retiré, car non dépensé : { amount }.
tg-paysupport = À propos d'un paiement : { $support }
tg-pool = La réserve de ce groupe contient { $balance } ; { $held } sont accordés et non dépensés, { $spent } ont été dépensés.
tg-granted = { amount }, à dépenser dans ce groupe d'ici { $days } jours.
tg-proposed = { amount } d'un coup : il faut l'accord d'un second admin.
tg-approve = Approuver
tg-approved = Approuvé : { amount }.
tg-revoked = De retour dans la réserve, car non dépensé : { amount }.
tg-minted = { amount } pour { $account }.
tg-status = { $running } en cours, { $waiting } dans la file.
tg-command-start = Ce que ça fait
tg-command-animate = Animer une image : en réponse à elle ou comme légende
tg-command-effects = Tous les effets, avec aperçu et prix
tg-command-balance = Tes crédits
tg-command-history = Tes derniers clips
tg-command-last = Ton dernier clip encore une fois
tg-command-cancel = Arrêter tes clips en cours
tg-command-settings = Langue, durée, masquage
tg-command-privacy = Ce qui est conservé, tes données, leur suppression
tg-command-report = Signaler un clip (en réponse)
tg-command-help = Comment ça marche
tg-command-buy = Acheter des crédits avec des étoiles
tg-command-paysupport = Aide pour un paiement
tg-command-grant = Donner des crédits de la réserve du groupe (en réponse)
tg-command-revoke = Reprendre ce qui n'est pas dépensé (en réponse)
tg-command-pool = La réserve du groupe
tg-command-fund = Mettre des crédits dans la réserve de ce groupe
tg-command-mint = Donner des crédits à quelqu'un (en réponse)
tg-command-status = Comment va le bot

# --- the operator ---------------------------------------------------------------------------
second-poller = Un autre processus travaille avec le même jeton { $platform } ; arrête-le d'abord.
folder-in-use = Un autre Zoetrope (processus { $pid }) travaille dans { $folder } ; arrête-le d'abord ou choisis un autre dossier.
database-damaged = La base de données { $path } est abîmée ({ $detail }) ; restaure une sauvegarde.
schema-too-new = La base de données vient d'un Zoetrope plus récent (version { $found }, celui-ci connaît la { $known }) ; mets d'abord à jour.
two-sqlite = Le paquet { $package } est installé et détruirait la base de données ; désinstalle-le.
disk-full = Le disque de { $folder } est plein ; rien n'a été débité. Fais de la place et réessaie.
backup-unsound = La sauvegarde { $path } n'a pas passé ses contrôles et n'a pas servi : { $violations }.
cannot-write = Impossible d'écrire { $path } : { $why }.
no-such-model = Il n'y a pas de modèle « { $name } » dans les réglages ni parmi les préréglages ; il y a { $known }.
not-acknowledged = Pour les poids de { $preset } : { $conditions } ; si c'est respecté là où vous les utilisez, mettez preset = "{ $preset }" et licence.acknowledged = true dans une table sous [models], puis téléchargez-les.
download-no-room = Le téléchargement prend { $missing } Go et il reste { $free } Go sur le disque de { $source } ; faites de la place ou mettez HF_HOME dans un dossier d'un autre disque.
download-unreachable = Le hub est injoignable pour { $source } ; vérifiez la connexion et que HF_HUB_OFFLINE n'est pas défini, puis recommencez : les fichiers arrivés entiers sont gardés.
download-no-such-repository = Le hub ne vous montre aucun dépôt { $source } ; vérifiez son nom ou connectez-vous avec « hf auth login ».
download-no-such-revision = { $source } n'a pas cette révision ; vérifiez la révision dans les réglages.
download-nothing-there = { $source } n'a aucun fichier d'où charger cela ; vérifiez le dépôt et le fichier dans les réglages.
download-gated = Les auteurs de { $source } veulent savoir qui le télécharge ; acceptez leurs conditions sur sa page et connectez-vous avec « hf auth login ».

# --- times ----------------------------------------------------------------------------------
in-minutes = dans { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    }
in-hours = dans { $hours ->
        [one] une heure
       *[other] { $hours } heures
    }
in-days = dans { $days ->
        [one] un jour
       *[other] { $days } jours
    }

# --- the web page ---------------------------------------------------------------------------
web-intro = Ajoute une image, dis ce qui doit lui arriver, et un clip te revient.
web-welcome = Donne vie à une image
web-starters = Effets
web-samples = Pas d'image sous la main ? Prends-en une ici.
web-sample-astronaut = Astronaute
web-sample-cat = Chat
web-sample-coffee = Café
web-sample-galaxies = Galaxies
web-sample-rocket = Fusée
web-conversation = Conversation
web-balance-label = Solde
web-more = { $amount } de plus { $when }
web-command = Commande
web-placeholder = /animate melt
web-completion = Suggestions
web-attach = Ajouter une image ou un message vocal
web-detach = Retirer l'image
web-detach-sound = Retirer le message vocal
web-settings = Réglages
web-send = Envoyer
web-drop = Dépose l'image pour l'ajouter
web-effect = Effet
web-seed = Hasard : la même graine refait le même clip ; sans elle, chaque clip est différent.
web-quote = Clip de { $length } s pour { price }, il en restera { $left }.
web-quote-too-much = Clip de { $length } s pour { price } ; tu en as { $balance }.
web-start-hint = Tape / pour les effets, ou colle une image.
web-sound-hint = Ajoute maintenant un message vocal : joins-le, colle-le ou dépose-le ici.
web-picture-hint = Ajoute maintenant une image : joins-la, colle-la ou dépose-la ici.
web-no-picture = Ajoute d'abord une image : joins-la, colle-la ou dépose-la ici.
web-no-command = Dis ce qui doit lui arriver, par exemple /animate melt.
web-too-large = Ce fichier dépasse { $limit } Mo ; envoies-en un plus petit.
web-same-picture = La même image encore une fois
web-sent = Ton image
web-clip = Clip de
web-progress = Progression
web-next-in-line = Le prochain de la file, prêt dans { $time } environ.
web-queued = Place { $place } dans la file, prêt dans { $time } environ.
web-running = Les images se dessinent, encore { $time } environ.
web-finishing = Le clip s'achève.
web-spent = { $price ->
        [0] C'était gratuit
        [one] { $price } crédit dépensé
       *[other] { $price } crédits dépensés
    }
web-left = { $spent }, il en reste { $left }
web-seed-is = graine { $seed }
web-size = { $width } × { $height }
web-cancel = Annuler
web-cancelling = Annulation
web-again-for = Encore pour { price }
web-again-hint = La même chose avec une autre graine
web-variants-for = { $count } variantes pour { price }
web-variants-hint = Plusieurs à la fois, chacune avec sa graine et sa force
web-upscale-for = Agrandir pour { price }
web-upscale-hint = Exactement le même clip, deux fois plus large et plus haut
web-variant = Variante
web-tell-me = Préviens-moi quand ils sont de retour
web-another = Autre effet
web-download = Télécharger
web-depth = Profondeur en PNG
web-depth-hint = 16 bits de gris : le noir est le plus loin, le blanc le plus près
web-clip-gone = Ce clip n'est plus conservé.
web-accepted = Ta commande est acceptée.
web-ready = Ton clip est prêt.
web-link-lost = Connexion perdue. Nouvel essai en cours.
web-unreachable = Zoetrope n'a pas répondu ; vérifie qu'il tourne et envoie à nouveau. La même commande n'est jamais débitée deux fois.
web-forbidden = Cette demande ne venait pas de la page elle-même et a été refusée ; recharge la page.
web-no-session = Ta session est terminée ; recharge la page.
web-noscript = Cette page a besoin de JavaScript ; active-le et recharge-la.

# --- Discord: messages ----------------------------------------------------------------------
discord-balance = Tu as { amount }.
discord-more = { $amount } de plus { $when }
discord-seed = graine { $seed }
discord-reading = **{ $effect }** · { price } · examen de ton image
discord-looking = Examen de ton image.
discord-next = **{ $effect }** · { price } · au prochain tour, prêt { $ready }
discord-queued = **{ $effect }** · { price } · place { $place } dans la file, prêt { $ready }
discord-running = **{ $effect }** · { price } · { $bar } { $percent } % · prêt { $ready }
discord-uploading = **{ $effect }** · { price } · { $bar } envoi
discord-will-write = C'est plus long que le temps pendant lequel Discord laisse modifier ce message ; le clip viendra en message privé.
discord-spent = { price }, il en reste { $left }
discord-cut = Raccourci à { $seconds } s pour tenir dans ce que Discord accepte ici.
discord-shrunk = Réduit à { $width } x { $height } pour tenir dans ce que Discord accepte ici.
discord-choose-effect = Que doit-il lui arriver ?
discord-choose-picture = Quelle image ?
discord-effect-price = { $effect } · { price }
discord-button-again = Encore · { price }
discord-button-variants = Variantes · { price }
discord-button-notify = Préviens-moi quand il y en aura
discord-will-tell = Je t'écrirai un message privé quand tes crédits seront de retour.
discord-button-longer = Plus long · { price }
discord-button-upscale = Agrandir · { price }
discord-button-cancel = Annuler, gratuit
discord-button-delete = Supprimer
discord-button-form = Avec des options…
discord-button-erase = Supprimer tout ce qui me concerne
discord-page-back = Retour
discord-page-next = Suite
discord-form-title = Animer
discord-form-order = Effet et options
discord-form-order-hint = Par exemple : melt strength=0.8 duration=6
discord-form-options-hint = Par exemple : strength=0.8 duration=6
discord-help = Ajoute une image à /animate et choisis un effet, ou ouvre le menu d'un message et choisis « Animer cette image » sous Applications. /effects les montre tous en mouvement, avec leur prix. Les crédits sont mis de côté à la commande et dépensés seulement quand le clip est arrivé ; /balance dit combien tu en as et quand il en vient. Les clips sont faits par un programme, et le fichier le dit.
discord-lot-allowance = { $amount } du jour
discord-lot-allowance-until = { $amount } du jour
discord-lot-granted = { $amount } accordés
discord-lot-granted-until = { $amount } accordés, jusqu'à { $until }
discord-lot-bought = { $amount } achetés
discord-lot-bought-until = { $amount } achetés, jusqu'à { $until }
discord-reserved = { $amount } mis de côté pour des clips en cours
discord-no-history = Encore rien.
discord-no-clip = Aucun de tes clips n'est encore conservé.
discord-nothing-to-cancel = Aucun de tes clips n'est en cours.
discord-too-late-to-cancel = Il était prêt avant de pouvoir être annulé.
discord-stage-queued = en attente
discord-stage-running = en cours
discord-stage-delivered = fait
discord-stage-failed = raté, gratuit
discord-stage-cancelled = annulé, gratuit
discord-erase-question = Cela supprime ton compte : les clips en cours sont annulés, tes crédits, images et clips disparaissent. C'est définitif.
discord-erased = Ton compte est supprimé.
discord-reported = Merci. Les responsables de ce bot vont regarder.
discord-granted = { $person } a reçu { amount } pour ce serveur.
discord-proposed = Autant demande un second admin : /credits approve { $number } donne à { $person } { amount }.
discord-revoked = { amount } repris à { $person }.
discord-pool = La réserve de ce serveur contient { $balance } ; { $held } sont accordés et non dépensés, { $spent } ont été dépensés.
discord-waiting = Attend un second admin : { $number }, { amount } pour { $person }.
discord-act-mint = a créé
discord-act-grant = a donné
discord-act-propose = a proposé
discord-act-approve = a approuvé
discord-act-decline = a refusé
discord-act-revoke = a repris
discord-act-fund = a alimenté la réserve
discord-act-withdraw = a puisé dans la réserve
discord-act-set-rules = a changé les règles
discord-act-set-refill = a changé le rechargement
discord-act-open = a ouvert la réserve
discord-act-close = a fermé la réserve
discord-rules = Commandes dans : { $channels }. Commandes de : { $roles }. Niveaux : { $tiers }. Journal : { $log }.
discord-rules-any = tous
discord-funded = { $amount } ajoutés ; la réserve contient { $balance }.
discord-books-sound = Les comptes sont justes.

# --- Discord: commands (names: lower case, no spaces) ---------------------------------------
discord-command-animate = animer
discord-command-camera = caméra
discord-command-effects = effets
discord-command-help = aide
discord-command-balance = solde
discord-command-history = historique
discord-command-last = dernier
discord-command-cancel = annuler
discord-command-privacy = confidentialité
discord-command-export = exporter
discord-command-delete = supprimer
discord-command-report = signaler
discord-command-credits = crédits
discord-command-grant = accorder
discord-command-revoke = reprendre
discord-command-approve = approuver
discord-command-pool = réserve
discord-command-settings = réglages
discord-command-operator = exploitant
discord-command-fund = alimenter
discord-command-verify = vérifier
discord-menu-animate = Animer cette image
discord-menu-again = Animer à nouveau avec…
discord-about-animate = Donner vie à une image
discord-about-camera = Filmer une image avec un mouvement de caméra
discord-about-effects = Tous les effets en mouvement, avec leur prix
discord-about-help = Comment ça marche
discord-about-balance = Tes crédits et quand il en vient
discord-about-history = Tes derniers clips
discord-about-last = Montrer à nouveau ton dernier clip
discord-about-cancel = Annuler un clip en cours, gratuitement
discord-about-privacy = Ce qui est conservé sur toi
discord-about-export = Tout ce qui est conservé sur toi, en un fichier
discord-about-delete = Supprimer ton compte et tout ce qui va avec
discord-about-report = Signaler un clip aux responsables de ce bot
discord-about-credits = Les crédits de ce serveur
discord-about-grant = Donner des crédits de la réserve de ce serveur
discord-about-revoke = Reprendre des crédits de ce serveur non dépensés
discord-about-approve = Approuver un grand don d'un autre admin
discord-about-pool = Ce que contient la réserve de ce serveur
discord-about-acts = Qui a accordé quoi à qui
discord-about-settings = Où et de qui les commandes sont prises, et où les actes sont notés
discord-about-operator = Pour les responsables de ce bot
discord-about-fund = Remplir la réserve d'un serveur
discord-about-mint = Donner à quelqu'un des crédits valables partout
discord-about-verify = Vérifier que les comptes sont justes
discord-option-effect = Ce qui doit lui arriver
discord-option-image = L'image
discord-option-prompt = Ce qui doit se passer, en mots
discord-option-sound = Enregistrement, pour les effets à voix
discord-option-options = Par exemple : strength=0.8 duration=6
discord-option-move = Le mouvement de caméra
discord-option-amount = Jusqu'où va la caméra, de 0 à 1
discord-option-seconds = Durée du clip
discord-option-clip = Lequel ; sinon le dernier
discord-option-reason = Ce qui ne va pas
discord-option-link = Lien vers le message
discord-option-person = Qui
discord-option-credits = Combien de crédits
discord-option-note = Pourquoi ; gardé dans le journal
discord-option-number = Numéro de la proposition
discord-option-channel = Prendre aussi des commandes ici (aucun choisi : partout)
discord-option-role = Prendre aussi des commandes de ce rôle (aucun choisi : de tous)
discord-option-log = Annoncer dons et réglages dans ce salon
discord-option-tier-role = Rôle qui reçoit un niveau
discord-option-tier = Niveau de ce rôle
discord-option-reset = Oublier d'abord tous les choix
discord-option-server = Numéro du serveur

# --- effects: what each does to a picture, completing “the picture …” ------------------------
effect-arc = est contournée par une caméra qui s'élève
effect-camera = est filmée avec un mélange de mouvements à ton goût
effect-cinemagraph = s'anime là où l'eau, le ciel, les cheveux ou la fumée bougeraient
effect-comic = devient une bande dessinée imprimée
effect-crumble = se fissure et tombe en gravats
effect-crush = est aplatie par une presse hydraulique
effect-deflate = se dégonfle et devient toute molle
effect-depth-map = montre à quelle distance tout s'y trouve
effect-dissolve = se change en poussière que le vent emporte
effect-dolly = est filmée par une caméra qui avance
effect-dolly-zoom = grandit, menaçante, derrière son sujet
effect-explode = se fêle comme du verre et vole en éclats
effect-eye-pop = a des yeux qui jaillissent comme dans un dessin animé
effect-handheld = est filmée caméra au poing
effect-inflate = se gonfle comme un ballon
effect-levitate = quitte le sol et flotte
effect-light-leak = est baignée d'une lumière chaude venue des bords
effect-melt = fond comme de la cire et coule en grosses gouttes
effect-orbit = est contournée par la caméra
effect-pan = est balayée d'un côté à l'autre
effect-parallax = gagne en profondeur
effect-peel = se décolle comme un autocollant
effect-poke = reçoit une pichenette et tremble comme de la gelée
effect-rain = est sous la pluie
effect-relight = est éclairée à nouveau, à l'heure du jour que tu dis
effect-ripple = ondule comme une eau où tombent des gouttes
effect-roll = penche d'un côté
effect-slice = est tranchée et glisse en morceaux
effect-snow = est sous une neige qui tombe doucement
effect-squish = est pressée comme de la gelée
effect-ta-da = surgit dans une pluie de confettis
effect-tear = est déchirée en deux comme du papier
effect-tilt = est balayée de haut en bas
effect-tracking = défile, son sujet toujours dans le cadre
effect-voice-card = respire et hoche la tête au son de ton message vocal, avec des barres qui le suivent
effect-zoom = se rapproche lentement
model-prompted = bouge comme tu le décris
model-free = bouge d'elle-même
model-by-name = fait ce que dit son nom

# --- options: what each is for; of one effect only where its name is in front ------------------
option-duration = Durée du clip en secondes.
option-strength = Combien il se passe : 0 à peine, 1 à fond.
option-speed = À quelle vitesse : 2 est deux fois plus vite, le reste du clip reste figé ou se répète.
option-object = Ce à quoi cela arrive : le sujet détouré, la photo entière, ou le sujet s'il est sûr.
option-direction = Où va la caméra.
option-play = L'ordre des images ; ping-pong et loop s'enchaînent sans saut.
option-aspect = La forme du clip.
option-fit = Comment l'image prend cette forme : rognée, ou étendue par une copie floue.
option-fps = Images par seconde.
option-variants = Combien de clips faire à la fois, chacun avec sa graine et sa force.
option-upscale = Combien de fois sa largeur et sa hauteur habituelles a le clip, autant que l'image le permet.
option-pan = De combien elle va vers la droite (vers la gauche au-dessous de 0), en largeurs d'image.
option-tilt = De combien elle descend (monte au-dessous de 0), en hauteurs d'image.
option-roll = De combien l'image tourne dans le sens horaire, en degrés.
option-orbit = De combien elle contourne le sujet par la droite, en degrés.
option-dolly = Combien le proche grandit plus que le lointain ; moins, au-dessous de 0.
option-easing = Comment elle démarre et arrive.
option-curve = Où elle en est à temps égaux, de 0 à 1, par exemple « 0 0.1 0.9 1 » ; remplace easing.
option-region = Où ça coule. auto : eau ou ciel si l'image en montre à coup sûr ; cheveux autour d'un visage.
option-kind = Ce qui coule, car chaque chose bouge à sa façon. auto : selon l'endroit.
option-ink = Ce qui est tracé à l'encre : 0 seulement les contours les plus forts, 1 chaque pli.
option-colours = Gris, comme les logiciels de montage le prennent, ou du bleu foncé au jaune.
option-pieces = En combien de morceaux elle éclate.
option-path = Comment la caméra bouge.
option-waypoints = Un trajet à toi : des paires droite et bas de -1 à 1, par exemple « 1,0 0,1 -1,0 ».
option-focus = Ce qui reste immobile : 0 le plus loin, 1 le plus près.
option-loop = Revenir au point de départ, ou s'arrêter au bout.
option-words = La lumière en mots anglais, par exemple « golden hour from the left » ou « cold moonlight from above ».
option-time = L'heure du jour. auto : selon les mots, sinon l'heure dorée.
option-warmth = Combien la lumière est plus froide (-1) ou plus chaude (1) qu'à cette heure ou dans ces mots.
option-cuts = Combien de fois la lame passe.
option-x = Vers où zoomer, de 0 à gauche à 1 à droite. Sans rien : ce qui ressort dans l'image.
option-y = Vers où zoomer, de 0 en haut à 1 en bas. Sans rien : ce qui ressort dans l'image.
option-prompt = Ce qui doit se passer, avec tes mots : « les vagues arrivent, les cheveux bougent dans le vent ».
option-negative = Ce qu'on ne doit pas voir.
option-camera-zoom = De combien tout grandit ; au-dessous de 0, la caméra recule d'autant.
option-cinemagraph-direction = Où ça coule. auto : la fumée vers le haut, le reste vers un côté.
option-comic-zoom = De combien on s'approche de la planche finie : 0.1 à peine, 1 tout près.
option-dissolve-wind = De quel côté la poussière s'envole.
option-dolly-direction = Dans l'image, ou en arrière pour en sortir.
option-rain-wind = Où la pluie est poussée : -1 à gauche, 0 tout droit, 1 à droite.
option-relight-direction = D'où vient la lumière. auto : selon les mots, ou comme d'habitude à cette heure.
option-roll-direction = Dans quel sens l'image tourne.
option-snow-wind = Où les flocons sont poussés : -1 à gauche, 0 tout droit, 1 à droite.
option-tracking-direction = Où marche la caméra.
option-zoom-direction = in : vers l'image ; out : en arrière, jusqu'à la voir tout entière.
option-model-strength = Combien ça bouge : 0 à peine, 1 autant que le modèle le peut.
option-model-speed = À quelle vitesse les choses bougent.
option-model-subject = Ce qu'il y a sur l'image, avec tes mots : « voiture rouge ».
option-model-by = Qui le dessine : le modèle ou engine ; le prix est le sien.
