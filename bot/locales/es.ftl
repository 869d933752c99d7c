# Español. The English file has the same messages; effects and options are English in the code.

language = Español

# --- words that the sentences below share ---------------------------------------------------
price = { $price ->
        [one] 1 crédito
       *[other] { $price } créditos
    }
amount = { $amount ->
        [one] 1 crédito
       *[other] { $amount } créditos
    }
credits-are-back = { $price ->
        [0] no se ha gastado nada
        [one] has recuperado tu crédito
       *[other] has recuperado tus { $price } créditos
    }
seconds = { $seconds } s
minutes = { $minutes } min
date = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") } UTC
range = de { $minimum } a { $maximum }
one-of = uno de { $choices }
allowed-text = un texto que no esté vacío ni sea muy largo
allowed-words = palabras en inglés como golden hour, sunrise, noon, dusk, moonlight, candlelight, warm, cold, soft, dramatic, from the left, right, above, below o front
allowed-curve = dos números o más de 0 a 1, por ejemplo "0 0.1 0.9 1"
allowed-waypoints = pares de números de -1 a 1, por ejemplo "1,0 0,1 -1,0"
category-model = Modelos
category-transform = Transformación
category-depth = Profundidad
category-motion = Movimiento
category-light = Luz
category-style = Estilo
category-camera = Cámara

# --- orders ---------------------------------------------------------------------------------
not-a-command = Empieza con /animate y un efecto, por ejemplo «/animate melt».
bad-command = No he podido leer «{ $near }»; escribe las opciones como nombre=valor, con comillas si hay espacios.
no-picture = Añade primero una imagen y luego escribe /animate y un efecto.
picture-unavailable = No se ha podido obtener ese archivo; envíalo otra vez.
wrong-channel = Aquí los pedidos se aceptan en { $allowed }; escribe allí.
role-missing = Aquí se aceptan pedidos de quienes tienen uno de estos roles: { $allowed }; pide uno a los administradores.
sign-in-refused = { $platform } no reconoce el token de este bot; cópialo otra vez de la página de la aplicación.
admins-only = Solo los administradores de este servidor pueden hacer eso; pídeselo a ellos.
operator-only = Solo quienes llevan este bot pueden hacer eso; pídeselo a ellos.
no-effect = Di qué efecto quieres, por ejemplo «/animate melt».
unknown-effect = No hay ningún efecto llamado «{ $name }»; /effects los muestra todos.
unknown-effect-near = No hay ningún efecto llamado «{ $name }»; ¿querías decir { $nearest }?
needs-model = «{ $name }» necesita un modelo de imagen a vídeo, que el operador configura en { $setting } en los ajustes; el efecto más parecido aquí es «/animate { $nearest }».
unknown-option = «{ $option }» no es una opción aquí; las hay: { $allowed }.
bad-option = { $option } admite { $allowed }, no «{ $value }».
needs-prompt = Di qué debe pasar: añade prompt="las olas llegan a la orilla".
too-long = Tus clips pueden durar hasta { $longest } s, no { $seconds } s; elige una duración (duration) más corta.
upscale-too-large = Tus clips pueden tener hasta { $most } píxeles en el lado más largo, y este tendría { $side }; déjalo como está o elige un upscale menor.
picture-too-coarse = Esta imagen tiene { $side } píxeles en el lado más largo, y ningún clip se hace más de { $times } veces mayor que su imagen; envía una imagen más grande.
already-upscaled = Ya has pedido este clip ampliado; está entre tus últimos clips.
needs-upscaler = Los clips que dibuja un modelo necesitan otro modelo para ampliarse, que el operador indica en [upscaler] en los ajustes; deja este como está.

# --- pictures -------------------------------------------------------------------------------
picture-not-a-picture = Eso no es una imagen que yo pueda abrir; envía un archivo JPEG, PNG, WebP, GIF, AVIF o HEIC.
picture-damaged = Esa imagen está dañada; guárdala de nuevo o envía otra.
picture-bomb = Esa imagen está hecha para agotar la máquina que la abre; envía otra.
picture-heic-unreadable = Ese tipo de HEIC no se puede abrir aquí; guarda la imagen como JPEG y envíala otra vez.
picture-too-few-bytes = Ese archivo es demasiado pequeño para ser una imagen; envía otro.
picture-too-many-bytes = Ese archivo supera el límite de { $limit } MB; envía uno más pequeño.
picture-too-small = Esa imagen tiene { $actual } píxeles en su lado corto; necesita al menos { $limit }.
picture-too-large = Esa imagen tiene { $actual } píxeles en su lado largo y el límite es { $limit }; redúcela y envíala otra vez.
picture-too-many-pixels = Esa imagen tiene { $actual } megapíxeles y el límite es { $limit }; redúcela y envíala otra vez.
picture-too-narrow = Esa imagen es demasiado larga y estrecha para animarla; recórtala a { $limit } a 1 como mucho.
picture-timed-out = Abrir esa imagen ha llevado demasiado tiempo; guárdala como JPEG y envíala otra vez.

# --- sounds ---------------------------------------------------------------------------------
needs-sound = «/animate { $effect }» se mueve con una nota de voz; adjunta una junto a la imagen y envía las dos.
takes-no-sound = «{ $effect }» no reproduce sonido; quita la grabación o elige { $instead }.
sound-not-a-sound = Eso no es una grabación que yo pueda reproducir; envía OGG, MP3, M4A, WAV o WebM.
sound-damaged = Esa grabación está dañada; guárdala de nuevo o envía otra.
sound-silent = En esa grabación no se oye nada; revisa el micrófono y grábala otra vez.
sound-too-short = Esa grabación dura { $actual } s; necesita al menos { $limit } s.
sound-too-long = Esa grabación dura más de { $limit } s; envía una más corta.
sound-too-many-bytes = Esa grabación supera el límite de { $limit } MB; envía una más pequeña.
sound-timed-out = Abrir esa grabación ha llevado demasiado tiempo; guárdala como MP3 y envíala otra vez.

# --- credits and limits ---------------------------------------------------------------------
not-enough-credits = Esto cuesta { $needed ->
        [one] { $needed } crédito
       *[other] { $needed } créditos
    } y tienes { $available }; { $when } llegan { $next } más.
not-enough-credits-ever = Esto cuesta { $needed ->
        [one] { $needed } crédito
       *[other] { $needed } créditos
    } y tienes { $available }; pide más a quienes llevan este bot.
too-many-jobs = Tienes { $allowed ->
        [one] un clip
       *[other] { $allowed } clips
    } en curso, que es el límite; espera a que acabe uno o cancélalo.
queue-full = La cola está llena ({ $capacity } clips); no se ha cobrado nada, inténtalo de nuevo en unos minutos.
cooling-down = Podrás hacer tu próximo pedido { $when }; espera hasta entonces.
gpu-budget-spent = El tiempo de cálculo de hoy se ha agotado; vuelve a empezar { $when }.
account-too-young = Los créditos diarios de tu cuenta empiezan { $when }.
orders-stopped = Los pedidos nuevos están en pausa mientras el operador revisa las cuentas; no se ha cobrado nada.
allowance-is-back = Tus créditos han vuelto: tienes { $amount } para gastar.
notice-asked = Te avisaré cuando vuelvas a tener créditos.
request-key-reused = Este pedido ya se hizo con otros ajustes; hazlo otra vez como uno nuevo.
busy = La base de datos está ocupada ahora mismo; no se ha cobrado nada, inténtalo de nuevo.
grant-refused = { $rule ->
        [self] Nadie puede darse créditos a sí mismo; pídeselo a otro administrador.
        [same-admin] Esto lo tiene que aprobar un segundo administrador; pídeselo a uno.
        [closed] El operador ha cerrado el fondo de este servidor; pídele que lo abra.
        [bot] A un bot no le sirven los créditos; elige a una persona.
        [per-admin] Ya has dado lo que puedes dar hoy; aún cabrían hasta { $allowed }.
        [per-recipient] Ya ha recibido lo que puede recibir hoy; aún cabrían hasta { $allowed }.
       *[other] Es demasiado de una vez; podrían ser hasta { $allowed }.
    }
pool-empty = El fondo del servidor tiene { $available } y esto necesita { $needed }; pide al operador que lo llene.
no-pool = Este servidor aún no tiene fondo; pide al operador que lo llene.
proposal-closed = Esta propuesta ya se decidió o ha caducado; haz una nueva.
account-unknown = No hay ninguna cuenta llamada { $account }.
bad-amount = { $amount } no es una cantidad; da un número entero de 1 a 1.000.000.000.

# --- clips ----------------------------------------------------------------------------------
instant-preview = Una vista previa rápida del motor de efectos; tu clip de { $model } llega después.
depth-guessed = 3D suave: aquí se adivina lo cerca que está todo; con un modelo de profundidad, en [depth] en los ajustes, se mide.
drawn-smaller = Faltó memoria: se dibujó a { $width } × { $height } y se amplió; pídelo otra vez cuando haya menos trabajo.

# --- jobs -----------------------------------------------------------------------------------
shutting-down = Zoetrope se está reiniciando; no se ha cobrado nada, inténtalo de nuevo en un minuto.
clip-gone = Eso se guarda { $hours } horas y ya no está; envía la imagen otra vez.
not-yours = Ese clip no está entre los tuyos.
job-cancelled = Cancelado; { credits-are-back }.
job-failed = Algo se rompió al hacer este clip; { credits-are-back }. Prueba con otro efecto.
job-too-slow = Este clip tardaba demasiado y se detuvo; { credits-are-back }. Prueba con uno más corto.
job-too-poor = Con esta imagen y este efecto no salió un clip que valga la pena; { credits-are-back }. Prueba con otro efecto.
job-no-subject = El motivo de esta imagen no se puede recortar con seguridad; { credits-are-back }. Pídelo con object=photo para usar la imagen entera.
job-model-broken = El modelo de este clip no se puede cargar ahora mismo; { credits-are-back }. El operador verá el motivo en el registro.
job-out-of-memory = Este clip necesita más memoria de la que hay aquí; { credits-are-back }. Prueba con uno más corto o con otra forma.
job-worker-lost = La máquina que hacía este clip falló dos veces; { credits-are-back }. Inténtalo de nuevo en unos minutos.
job-worker-stalled = La máquina que hacía este clip se quedó parada dos veces; { credits-are-back }. Inténtalo de nuevo en unos minutos o pide un clip más corto.
second-try = El primer intento no salió bien; este es el segundo, sin más coste.
job-overdue = Este pedido esperó un día y se abandonó; { credits-are-back }.
job-crashed = Este clip no salió en tres intentos; { credits-are-back }. Prueba con otro efecto.
account-deleted = Tu cuenta se ha borrado, y este pedido con ella.
job-undeliverable = No se te ha podido entregar el clip; { credits-are-back }.
job-outcome-unknown = Puede que el clip no haya llegado; { credits-are-back }.
unexpected = Algo ha fallado por nuestra parte; no se ha cobrado nada. Inténtalo de nuevo.
servers-only = Eso trata del fondo de un grupo; dilo en el grupo.
stale-button = Este botón es de una versión anterior; envía el comando otra vez.
not-your-button = Este botón es de otra persona; envía una imagen tuya.
bad-usage = Escríbelo así: { $usage }.

# --- Telegram -------------------------------------------------------------------------------
tg-cancel = Cancelar
tg-again = Otra vez · { $price }
tg-other = Otro efecto
tg-longer = { $much } s · { $price }
tg-variants = { $much } variantes · { $price }
tg-upscale = Ampliar · { $price }
tg-shrunk = Reducido a { $width } × { $height } para que quepa en lo que Telegram acepta.
tg-delete = Borrar
tg-offer = { $effect } · { $price }
tg-opening = { $effect }, { $seconds } s, { price }
    Abriendo tu imagen.
tg-queued = { $effect }, { price }
    Puesto { $place } en la cola, listo en unos { $time }.
tg-running = { $effect }, { price }
    { $bar } { $share } %, faltan unos { $time }.
tg-finishing = { $effect }, { price }
    Terminando el clip.
tg-caption = { $effect }, { $seconds } s · { $price ->
        [0] gratis
        [one] 1 crédito gastado
       *[other] { $price } créditos gastados
    }, quedan { $balance } · semilla { $seed }
    { $licence }
tg-caption-variant = { $effect }, { $seconds } s · semilla { $seed }
    { $licence }
tg-ready = Tu clip está listo.
tg-talk = Envíame una imagen, con el texto /animate melt o sin él. /help dice más.
tg-moved = Tu clip está en camino.
tg-welcome = Envíame una imagen y le doy vida: con el texto /animate melt, o sin él, para elegir entre { $count } efectos. Esto es lo que melt le hace a una taza de café.

    Tienes { $balance } créditos; los clips cuestan desde { $cheapest }.
    Los clips los hace una máquina y llevan una marca que lo dice. /help dice más, /privacy qué se guarda.
tg-help = Envía una imagen con el texto /animate melt, o responde /animate melt a una. Una imagen sola muestra todos los efectos con su precio.

    Las opciones van tras el efecto: /animate melt strength=0.8 duration=6 seed=42
    Ves el precio antes de gastarlo; un clip que no llega no cuesta nada.

    { $commands }
tg-choose = ¿Qué debe pasarle? El número es el precio en créditos.
tg-choose-look = { $count } efectos; toca uno para verlo. El número es el precio en créditos.
tg-album = { $count } imágenes. ¿Cuál será?
tg-album-all = Las { $count }
tg-effect-chosen = Ahora envíame la imagen para { $effect }.
tg-effect-card = { $effect }: la imagen { $summary }.
    { price } · opciones: { $options }
tg-use = Para usarlo, envía una imagen con el texto /animate { $effect }
tg-use-prompt = Para usarlo, envía esto como texto de una imagen o en respuesta a una: /animate { $effect } prompt="las olas llegan a la orilla"
tg-use-voice = Para usarlo, responde a una imagen con una nota de voz.
tg-balance = Tienes { amount }.
tg-reserved = Hay { $amount } más apartados para clips en curso.
tg-more = Llegan { $amount } más { $when }.
tg-notice = Avísame cuando lleguen
tg-notice-asked = Te avisaré.
tg-no-history = Aún no hay clips. Envíame una imagen.
tg-past-queued = { date } · { $effect } · en la cola
tg-past-running = { date } · { $effect } · en curso
tg-past-delivered = { date } · { $effect } · { price }
tg-past-failed = { date } · { $effect } · fallido, no se gastó nada
tg-past-cancelled = { date } · { $effect } · cancelado, no se gastó nada
tg-no-clip = No hay ningún clip tuyo que aún se guarde.
tg-nothing-to-cancel = No tienes nada en curso.
tg-cancelled = Cancelado.
tg-too-late = Ese clip ya estaba terminado.
tg-accepted = En camino.
tg-deleted = Borrado.
tg-cannot-delete = Telegram no me deja borrar mensajes tan antiguos; bórralo tú.
tg-usage-report = /report, como respuesta al clip, con unas palabras
tg-usage-grant = /grant 20, como respuesta a un mensaje de quien los recibe
tg-usage-revoke = /revoke 20 o /revoke, como respuesta a un mensaje de quien los tiene
tg-usage-fund = /fund 500
tg-usage-mint = /mint 50, como respuesta, o /mint 50 y su id de Telegram
tg-usage-refund = /refund, el id de Telegram de quien pagó y el id del cobro
tg-reported = { $account } denuncia este clip: { $words }
tg-report-taken = Gracias. Quienes llevan este bot lo mirarán.
tg-settings = Tus ajustes. Si no eliges un idioma, vale el de Telegram.
tg-own-length = La que pida el efecto
tg-spoiler = Ocultar mis clips hasta tocarlos
tg-saved = Guardado.
tg-privacy = Tus imágenes y clips se guardan { $hours } horas, para que «Otra vez» funcione, y luego se borran. Dónde y con qué se tomó una imagen se elimina al momento. Tu id de Telegram, tus créditos y la lista de tus pedidos se guardan hasta que los borres. Nada se envía a ninguna parte salvo de vuelta a ti.
tg-export = Envíame mis datos
tg-erase = Borrar todo
tg-erase-yes = Sí, borrar mi cuenta
tg-erase-no = No, conservarla
tg-erased = Tu cuenta está borrada: imágenes, clips, ajustes y créditos. En las cuentas quedan cantidades sin nombre.
tg-buy = Créditos que no caducan, por Estrellas de Telegram:
tg-pack = { amount } · { $stars } ⭐
tg-pack-title = { amount }
tg-pack-description = { amount } para clips, sin fecha de caducidad.
tg-pack-gone = Este paquete ya no se ofrece; mira en /buy. No se te ha cobrado nada.
tg-bought = ¡Gracias! Ahora son tuyos: { amount }. Tienes { $balance }.
tg-refunded = Las Estrellas están de vuelta. Se retira lo que no gastaste: { amount }.
tg-paysupport = Sobre un pago: { $support }
tg-pool = El fondo de este grupo tiene { $balance }; { $held } están concedidos sin gastar y { $spent } se gastaron.
tg-granted = { amount }, para gastar en este grupo en { $days } días.
tg-proposed = { amount } de una vez: hace falta la palabra de un segundo administrador.
tg-approve = Aprobar
tg-approved = Aprobado: { amount }.
tg-revoked = De vuelta en el fondo, por no gastados: { amount }.
tg-minted = { amount } para { $account }.
tg-status = { $running } en curso, { $waiting } en la cola.
tg-command-start = Qué hace esto
tg-command-animate = Animar una imagen: responde a una o ponlo como su texto
tg-command-effects = Todos los efectos, con muestra y precio
tg-command-balance = Tus créditos
tg-command-history = Tus últimos clips
tg-command-last = Tu último clip otra vez
tg-command-cancel = Parar tus clips en curso
tg-command-settings = Idioma, duración, ocultar
tg-command-privacy = Qué se guarda, tus datos, borrarlos
tg-command-report = Denunciar un clip (como respuesta)
tg-command-help = Cómo se usa
tg-command-buy = Comprar créditos con Estrellas
tg-command-paysupport = Ayuda con un pago
tg-command-grant = Dar a alguien créditos del fondo del grupo (como respuesta)
tg-command-revoke = Retirar lo no gastado (como respuesta)
tg-command-pool = El fondo del grupo
tg-command-fund = Poner créditos en el fondo de este grupo
tg-command-mint = Dar créditos a alguien (como respuesta)
tg-command-status = Cómo está el bot

# --- the operator ---------------------------------------------------------------------------
second-poller = Otro proceso trabaja con el mismo token de { $platform }; páralo primero.
folder-in-use = Otro Zoetrope (proceso { $pid }) trabaja en { $folder }; páralo primero o elige otra carpeta.
database-damaged = La base de datos { $path } está dañada ({ $detail }); restaura una copia de seguridad.
schema-too-new = La base de datos la escribió un Zoetrope más nuevo (versión { $found }, este conoce la { $known }); actualiza primero.
two-sqlite = El paquete { $package } está instalado y destruiría la base de datos; desinstálalo.
disk-full = El disco con { $folder } está lleno; no se ha cobrado nada. Haz sitio e inténtalo de nuevo.
backup-unsound = La copia de seguridad { $path } no superó sus comprobaciones y no se ha usado: { $violations }.
cannot-write = No se puede escribir { $path }: { $why }.
no-such-model = No hay ningún modelo «{ $name }» en los ajustes ni entre los preajustes; hay { $known }.
not-acknowledged = Para los pesos de { $preset } vale: { $conditions }; si se cumple donde los usas, pon preset = "{ $preset }" y licence.acknowledged = true en una tabla bajo [models] y descárgalos entonces.
download-no-room = La descarga ocupa { $missing } GB y al disco de { $source } le quedan { $free } GB; haz sitio o pon HF_HOME en una carpeta de otro disco.
download-unreachable = No se pudo llegar al hub para { $source }; revisa la conexión y que HF_HUB_OFFLINE no esté puesto, y descarga otra vez: los archivos que llegaron enteros se conservan.
download-no-such-repository = El hub no te muestra ningún repositorio { $source }; revisa el nombre o inicia sesión con «hf auth login».
download-no-such-revision = { $source } no tiene esa revisión; revisa la revisión en los ajustes.
download-nothing-there = { $source } no tiene archivos de los que cargar esto; revisa el repositorio y el archivo en los ajustes.
download-gated = Los autores de { $source } quieren saber quién lo descarga; acepta sus condiciones en su página e inicia sesión con «hf auth login».

# --- times ----------------------------------------------------------------------------------
in-minutes = dentro de { $minutes ->
        [one] un minuto
       *[other] { $minutes } minutos
    }
in-hours = dentro de { $hours ->
        [one] una hora
       *[other] { $hours } horas
    }
in-days = dentro de { $days ->
        [one] un día
       *[other] { $days } días
    }

# --- the web page ---------------------------------------------------------------------------
web-intro = Añade una imagen, di qué debe pasarle y recibirás un clip.
web-welcome = Da vida a una imagen
web-starters = Efectos
web-samples = ¿No tienes una imagen a mano? Toma una de estas.
web-sample-astronaut = Astronauta
web-sample-cat = Gato
web-sample-coffee = Café
web-sample-galaxies = Galaxias
web-sample-rocket = Cohete
web-conversation = Conversación
web-balance-label = Saldo
web-more = { $amount } más { $when }
web-command = Comando
web-placeholder = /animate melt
web-completion = Sugerencias
web-attach = Añadir una imagen o una nota de voz
web-detach = Quitar la imagen
web-detach-sound = Quitar la nota de voz
web-settings = Ajustes
web-send = Enviar
web-drop = Suelta la imagen para añadirla
web-effect = Efecto
web-seed = Azar: la misma semilla vuelve a hacer el mismo clip; sin ella, cada clip es distinto.
web-quote = Clip de { $length } s por { price }; te quedarían { $left }.
web-quote-too-much = Clip de { $length } s por { price }; tienes { $balance }.
web-start-hint = Escribe / para ver los efectos, o pega una imagen.
web-sound-hint = Ahora añade una nota de voz: adjúntala, pégala o suéltala aquí.
web-picture-hint = Ahora añade una imagen: adjúntala, pégala o suéltala aquí.
web-no-picture = Añade primero una imagen: adjúntala, pégala o suéltala aquí.
web-no-command = Di qué debe pasarle, por ejemplo /animate melt.
web-too-large = Ese archivo supera los { $limit } MB; envía uno más pequeño.
web-same-picture = Otra vez la misma imagen
web-sent = Tu imagen
web-clip = Clip de
web-progress = Progreso
web-next-in-line = El siguiente de la cola, listo en unos { $time }.
web-queued = Puesto { $place } en la cola, listo en unos { $time }.
web-running = Dibujando los fotogramas, faltan unos { $time }.
web-finishing = Terminando el clip.
web-spent = { $price ->
        [0] Esto ha sido gratis
        [one] 1 crédito gastado
       *[other] { $price } créditos gastados
    }
web-left = { $spent }, quedan { $left }
web-seed-is = semilla { $seed }
web-size = { $width } × { $height }
web-cancel = Cancelar
web-cancelling = Cancelando
web-again-for = Otra vez por { price }
web-again-hint = Lo mismo con otra semilla
web-variants-for = { $count } variantes por { price }
web-variants-hint = Varias a la vez, cada una con su semilla y su fuerza
web-upscale-for = Ampliar por { price }
web-upscale-hint = El mismo clip, el doble de ancho y de alto
web-variant = Variante
web-tell-me = Avísame cuando vuelvan
web-another = Otro efecto
web-download = Descargar
web-depth = Profundidad como PNG
web-depth-hint = 16 bits de gris: negro es lo más lejano, blanco lo más cercano
web-clip-gone = Este clip ya no se guarda.
web-accepted = Tu pedido está aceptado.
web-ready = Tu clip está listo.
web-link-lost = Conexión perdida. Intentándolo de nuevo.
web-unreachable = Zoetrope no ha respondido; comprueba que está en marcha y envía otra vez. El mismo pedido nunca se cobra dos veces.
web-forbidden = Esta petición no venía de la propia página y se ha rechazado; recarga la página.
web-no-session = Tu sesión ha terminado; recarga la página.
web-noscript = Esta página necesita JavaScript; actívalo y recárgala.

# --- Discord: messages ----------------------------------------------------------------------
discord-balance = Tienes { amount }.
discord-more = { $amount } más { $when }
discord-seed = semilla { $seed }
discord-reading = **{ $effect }** · { price } · mirando tu imagen
discord-looking = Mirando tu imagen.
discord-next = **{ $effect }** · { price } · el siguiente, listo { $ready }
discord-queued = **{ $effect }** · { price } · puesto { $place } en la cola, listo { $ready }
discord-running = **{ $effect }** · { price } · { $bar } { $percent } % · listo { $ready }
discord-uploading = **{ $effect }** · { price } · { $bar } subiendo
discord-will-write = Esto tarda más de lo que Discord deja editar este mensaje; el clip llegará como mensaje directo.
discord-spent = { price }, quedan { $left }
discord-cut = Acortado a { $seconds } s para que quepa en lo que Discord acepta aquí.
discord-shrunk = Reducido a { $width } x { $height } para que quepa en lo que Discord acepta aquí.
discord-choose-effect = ¿Qué debe pasarle?
discord-choose-picture = ¿Qué imagen?
discord-effect-price = { $effect } · { price }
discord-button-again = Otra vez · { price }
discord-button-variants = Variantes · { price }
discord-button-notify = Avísame cuando haya más
discord-will-tell = Te escribiré un mensaje directo cuando vuelvas a tener créditos.
discord-button-longer = Más largo · { price }
discord-button-upscale = Ampliar · { price }
discord-button-cancel = Cancelar, gratis
discord-button-delete = Borrar
discord-button-form = Con opciones…
discord-button-erase = Borrar todo sobre mí
discord-page-back = Atrás
discord-page-next = Más
discord-form-title = Animar
discord-form-order = Efecto y opciones
discord-form-order-hint = Por ejemplo: melt strength=0.8 duration=6
discord-form-options-hint = Por ejemplo: strength=0.8 duration=6
discord-help = Añade una imagen a /animate y elige un efecto, o abre el menú de un mensaje y elige «Animar esta imagen» en Aplicaciones. /effects los muestra todos en movimiento, con su precio. Los créditos se apartan al pedir y solo se gastan cuando el clip ha llegado; /balance dice cuántos tienes y cuándo llegan más. Los clips los hace un programa, y el archivo lo dice.
discord-lot-allowance = { $amount } de la asignación de hoy
discord-lot-allowance-until = { $amount } de la asignación de hoy
discord-lot-granted = { $amount } concedidos
discord-lot-granted-until = { $amount } concedidos, hasta { $until }
discord-lot-bought = { $amount } comprados
discord-lot-bought-until = { $amount } comprados, hasta { $until }
discord-reserved = { $amount } apartados para clips en curso
discord-no-history = Todavía nada.
discord-no-clip = No hay ningún clip tuyo que aún se guarde.
discord-nothing-to-cancel = Ninguno de tus clips está en curso.
discord-too-late-to-cancel = Estaba listo antes de que se pudiera cancelar.
discord-stage-queued = esperando
discord-stage-running = en curso
discord-stage-delivered = hecho
discord-stage-failed = fallido, gratis
discord-stage-cancelled = cancelado, gratis
discord-erase-question = Esto borra tu cuenta: se cancelan los clips en curso y desaparecen tus créditos, imágenes y clips. No se puede deshacer.
discord-erased = Tu cuenta está borrada.
discord-reported = Gracias. Quienes llevan este bot lo mirarán.
discord-granted = { $person } ha recibido { amount } para este servidor.
discord-proposed = Tanto necesita un segundo administrador: /credits approve { $number } da a { $person } { amount }.
discord-revoked = Se han retirado { amount } a { $person }.
discord-pool = El fondo de este servidor tiene { $balance }; { $held } están concedidos sin gastar y { $spent } se gastaron.
discord-waiting = Espera a un segundo administrador: { $number }, { amount } para { $person }.
discord-act-mint = creó
discord-act-grant = concedió
discord-act-propose = propuso
discord-act-approve = aprobó
discord-act-decline = rechazó
discord-act-revoke = retiró
discord-act-fund = llenó el fondo
discord-act-withdraw = sacó del fondo
discord-act-set-rules = cambió las reglas
discord-act-set-refill = cambió la recarga
discord-act-open = abrió el fondo
discord-act-close = cerró el fondo
discord-rules = Pedidos en: { $channels }. Pedidos de: { $roles }. Niveles: { $tiers }. Registro: { $log }.
discord-rules-any = todos
discord-funded = Se añadieron { $amount }; el fondo tiene { $balance }.
discord-books-sound = Las cuentas cuadran.

# --- Discord: commands (names: lower case, no spaces) ---------------------------------------
discord-command-animate = animar
discord-command-camera = cámara
discord-command-effects = efectos
discord-command-help = ayuda
discord-command-balance = saldo
discord-command-history = historial
discord-command-last = último
discord-command-cancel = cancelar
discord-command-privacy = privacidad
discord-command-export = exportar
discord-command-delete = borrar
discord-command-report = denunciar
discord-command-credits = créditos
discord-command-grant = conceder
discord-command-revoke = retirar
discord-command-approve = aprobar
discord-command-pool = fondo
discord-command-settings = ajustes
discord-command-operator = operador
discord-command-fund = aportar
discord-command-verify = verificar
discord-menu-animate = Animar esta imagen
discord-menu-again = Animar otra vez con…
discord-about-animate = Da vida a una imagen
discord-about-camera = Filma una imagen con un movimiento de cámara
discord-about-effects = Todos los efectos en movimiento, con su precio
discord-about-help = Cómo funciona
discord-about-balance = Tus créditos y cuándo llegan más
discord-about-history = Tus últimos clips
discord-about-last = Mostrar otra vez tu último clip
discord-about-cancel = Cancelar un clip en curso, gratis
discord-about-privacy = Qué se guarda sobre ti
discord-about-export = Todo lo que se guarda sobre ti, en un archivo
discord-about-delete = Borrar tu cuenta y todo lo suyo
discord-about-report = Denunciar un clip a quienes llevan este bot
discord-about-credits = Los créditos de este servidor
discord-about-grant = Dar a alguien créditos del fondo de este servidor
discord-about-revoke = Retirar créditos de este servidor sin gastar
discord-about-approve = Aprobar una concesión grande de otro administrador
discord-about-pool = Qué tiene el fondo de este servidor
discord-about-acts = Quién concedió qué a quién
discord-about-settings = Dónde y de quién se aceptan pedidos, y dónde se registran los actos
discord-about-operator = Para quienes llevan este bot
discord-about-fund = Llenar el fondo de un servidor
discord-about-mint = Dar a alguien créditos para todas partes
discord-about-verify = Comprobar que las cuentas cuadran
discord-option-effect = Qué debe pasarle
discord-option-image = La imagen
discord-option-prompt = Qué debe pasar, con palabras
discord-option-sound = Grabación, para efectos que siguen una voz
discord-option-options = Por ejemplo: strength=0.8 duration=6
discord-option-move = El movimiento de cámara
discord-option-amount = Cuánto se mueve la cámara, de 0 a 1
discord-option-seconds = Duración del clip
discord-option-clip = Cuál; si no se dice, el último
discord-option-reason = Qué tiene de malo
discord-option-link = Enlace al mensaje
discord-option-person = Quién
discord-option-credits = Cuántos créditos
discord-option-note = Por qué; queda en el registro
discord-option-number = Número de la propuesta
discord-option-channel = Aceptar pedidos también aquí (ninguno elegido: en todas partes)
discord-option-role = Aceptar pedidos también de este rol (ninguno elegido: de todos)
discord-option-log = Informar en este canal de concesiones y ajustes
discord-option-tier-role = Rol que recibe un nivel
discord-option-tier = Nivel para ese rol
discord-option-reset = Olvidar antes todo lo elegido
discord-option-server = Número del servidor

# --- effects: what each does to a picture, completing “the picture …” ------------------------
effect-arc = se rodea con la cámara en una curva que sube
effect-camera = se filma con cualquier mezcla de movimientos
effect-cinemagraph = cobra vida donde se moverían el agua, el cielo, el pelo o el humo
effect-comic = se convierte en un cómic impreso
effect-crumble = se agrieta y cae hecha escombros
effect-crush = queda aplastada por una prensa hidráulica
effect-deflate = pierde el aire y se queda flácida
effect-depth-map = muestra lo cerca que está todo en ella
effect-dissolve = se vuelve polvo que se lleva el viento
effect-dolly = se filma con una cámara que avanza
effect-dolly-zoom = se agranda amenazante detrás de su protagonista
effect-explode = se agrieta como el cristal y estalla en pedazos
effect-eye-pop = tiene ojos que saltan como en los dibujos animados
effect-handheld = se filma cámara en mano
effect-inflate = se infla como un globo
effect-levitate = se levanta del suelo y flota
effect-light-leak = se baña en luz cálida desde los bordes
effect-melt = se derrite como cera y cae en gruesas gotas
effect-orbit = es rodeada por la cámara
effect-pan = se recorre con la cámara de un lado a otro
effect-parallax = gana profundidad
effect-peel = se despega como una pegatina
effect-poke = recibe un toque y tiembla como gelatina
effect-rain = está bajo la lluvia
effect-relight = se ilumina de nuevo, a la hora del día que digas
effect-ripple = ondula como agua en la que caen gotas
effect-roll = se inclina hacia un lado
effect-slice = se corta y se desliza en partes
effect-snow = está bajo una nevada suave
effect-squish = se estruja como gelatina
effect-ta-da = aparece en una lluvia de confeti
effect-tear = se rasga en dos como papel
effect-tilt = se recorre con la cámara de arriba abajo
effect-tracking = pasa de largo, con su protagonista siempre en el encuadre
effect-voice-card = respira y asiente con tu nota de voz, con barras que se mueven a su ritmo
effect-zoom = se acerca despacio
model-prompted = se mueve como tú lo describes
model-free = se mueve por sí sola
model-by-name = hace lo que dice su nombre

# --- options: what each is for; of one effect only where its name is in front ------------------
option-duration = Duración del clip en segundos.
option-strength = Cuánto ocurre: 0 apenas, 1 del todo.
option-speed = Con qué rapidez ocurre: 2 es el doble de rápido, el resto del clip se queda quieto o se repite.
option-object = A qué le sucede: al motivo recortado, a la foto entera, o al motivo si se reconoce con seguridad.
option-direction = Hacia dónde va la cámara.
option-play = El orden de los fotogramas; ping-pong y loop siguen sin saltos.
option-aspect = La forma del clip.
option-fit = Cómo la imagen toma esa forma: recortada, o ampliada con una copia desenfocada.
option-fps = Fotogramas por segundo.
option-variants = Cuántos clips hacer a la vez, cada uno con su semilla y su fuerza.
option-upscale = Cuántas veces su ancho y alto habituales tiene el clip, hasta donde la imagen lo permite.
option-pan = Cuánto avanza a la derecha (por debajo de 0, a la izquierda), en anchos de imagen.
option-tilt = Cuánto baja (por debajo de 0, sube), en altos de imagen.
option-roll = Cuánto gira la imagen en el sentido del reloj, en grados.
option-orbit = Cuánto rodea al protagonista por la derecha, en grados.
option-dolly = Cuánto más crece lo cercano que lo lejano; por debajo de 0, menos.
option-easing = Cómo arranca y cómo llega.
option-curve = Hasta dónde ha llegado en momentos iguales, de 0 a 1, por ejemplo «0 0.1 0.9 1»; sustituye a easing.
option-region = Dónde fluye. auto: agua o cielo si la imagen los muestra con seguridad; pelo alrededor de una cara.
option-kind = Qué fluye, ya que cada cosa se mueve a su manera. auto: según dónde esté.
option-ink = Cuánto se dibuja con tinta: 0 solo los contornos más fuertes, 1 cada pliegue.
option-colours = Gris, como lo piden los editores, o de azul oscuro a amarillo.
option-pieces = En cuántos pedazos estalla.
option-path = Cómo se mueve la cámara.
option-waypoints = Un camino propio: pares de derecha y abajo de -1 a 1, por ejemplo «1,0 0,1 -1,0».
option-focus = Qué se queda quieto: 0 lo más lejano, 1 lo más cercano.
option-loop = Volver adonde empezó, o parar en el otro extremo.
option-words = La luz con palabras en inglés, por ejemplo «golden hour from the left» o «cold moonlight from above».
option-time = Hora del día. auto: la que digan las palabras, o si no la hora dorada.
option-warmth = Cuánto más fría (-1) o más cálida (1) es la luz que a esa hora o en esas palabras.
option-cuts = Cuántas veces pasa la hoja.
option-x = A dónde acercarse, de 0 izquierda a 1 derecha. Si falta: lo que destaca en la imagen.
option-y = A dónde acercarse, de 0 arriba a 1 abajo. Si falta: lo que destaca en la imagen.
option-prompt = Qué debe pasar, con tus palabras: «las olas llegan, el pelo se mueve con el viento».
option-negative = Qué no debe verse.
option-camera-zoom = Cuánto más grande se hace todo; por debajo de 0, la cámara se aleja otro tanto.
option-cinemagraph-direction = Hacia dónde fluye. auto: el humo hacia arriba, lo demás hacia un lado.
option-comic-zoom = Cuánto se acerca al cómic terminado: 0.1 apenas, 1 hasta dentro.
option-dissolve-wind = Hacia dónde se va el polvo.
option-dolly-direction = Hacia dentro de la imagen, o de vuelta hacia fuera.
option-rain-wind = Hacia dónde va la lluvia: -1 izquierda, 0 recta hacia abajo, 1 derecha.
option-relight-direction = De dónde viene la luz. auto: como digan las palabras, o como es habitual a esa hora.
option-roll-direction = Hacia qué lado gira la imagen.
option-snow-wind = Hacia dónde van los copos: -1 izquierda, 0 rectos hacia abajo, 1 derecha.
option-tracking-direction = Hacia dónde camina la cámara.
option-zoom-direction = in: hacia la imagen; out: hacia fuera, hasta que se ve entera.
option-model-strength = Cuánto se mueve: 0 casi nada, 1 todo lo que el modelo puede.
option-model-speed = Con qué rapidez se mueven las cosas.
option-model-subject = Qué hay en la imagen, con tus palabras: «coche rojo».
option-model-by = Quién lo dibuja: el modelo o engine; el precio es el suyo.
