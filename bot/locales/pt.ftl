# Português. The English file has the same messages; effects and options are English in the code.

language = Português

# --- words that the sentences below share ---------------------------------------------------
price = { $price ->
        [one] { $price } crédito
       *[other] { $price } créditos
    }
amount = { $amount ->
        [one] { $amount } crédito
       *[other] { $amount } créditos
    }
credits-are-back = { $price ->
        [0] nada foi gasto
        [one] o seu crédito voltou
       *[other] os seus { $price } créditos voltaram
    }
seconds = { $seconds } s
minutes = { $minutes } min
date = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") } UTC
range = de { $minimum } a { $maximum }
one-of = um destes: { $choices }
allowed-text = um texto que não esteja vazio nem seja longo demais
allowed-words = palavras em inglês como golden hour, sunrise, noon, dusk, moonlight, candlelight, warm, cold, soft, dramatic, from the left, right, above, below ou front
allowed-curve = dois números ou mais de 0 a 1, por exemplo "0 0.1 0.9 1"
allowed-waypoints = pares de números de -1 a 1, por exemplo "1,0 0,1 -1,0"
category-model = Modelos
category-transform = Transformação
category-depth = Profundidade
category-motion = Movimento
category-light = Luz
category-style = Estilo
category-camera = Câmera

# --- orders ---------------------------------------------------------------------------------
not-a-command = Comece com /animate e um efeito, por exemplo “/animate melt”.
bad-command = Não consegui ler “{ $near }”; escreva as opções como nome=valor, com aspas quando houver espaços.
no-picture = Adicione primeiro uma imagem e depois escreva /animate e um efeito.
picture-unavailable = Não foi possível obter esse arquivo; envie-o de novo.
wrong-channel = Aqui os pedidos são aceitos em { $allowed }; escreva lá.
role-missing = Aqui se aceitam pedidos de quem tem um destes cargos: { $allowed }; peça um aos admins.
sign-in-refused = { $platform } não reconhece o token deste bot; copie-o de novo da página do aplicativo.
admins-only = Só os admins deste servidor podem fazer isso; peça a eles.
operator-only = Só quem mantém este bot pode fazer isso; peça a eles.
no-effect = Diga qual efeito você quer, por exemplo “/animate melt”.
unknown-effect = Não existe um efeito chamado “{ $name }”; /effects mostra todos.
unknown-effect-near = Não existe um efeito chamado “{ $name }”; você quis dizer { $nearest }?
needs-model = “{ $name }” precisa de um modelo de imagem para vídeo, que o operador configura em { $setting } nos ajustes; o efeito mais próximo aqui é “/animate { $nearest }”.
unknown-option = “{ $option }” não é uma opção aqui; há { $allowed }.
bad-option = { $option } aceita { $allowed }, não “{ $value }”.
needs-prompt = Diga o que deve acontecer: acrescente prompt="as ondas chegam à praia".
too-long = Os seus clipes podem ter até { $longest } s, não { $seconds } s; escolha uma duração (duration) menor.
upscale-too-large = Os seus clipes podem ter até { $most } píxeis no lado maior, e este teria { $side }; deixe-o como está ou escolha um upscale menor.
picture-too-coarse = Esta imagem tem { $side } píxeis no lado maior, e nenhum clipe fica mais de { $times } vezes maior que a sua imagem; envie uma imagem maior.
already-upscaled = Já pediu este clipe ampliado; está entre os seus últimos clipes.
needs-upscaler = Os clipes desenhados por um modelo precisam de outro modelo para serem ampliados, que o operador indica em [upscaler] nas definições; deixe este como está.

# --- pictures -------------------------------------------------------------------------------
picture-not-a-picture = Isso não é uma imagem que eu consiga abrir; envie um arquivo JPEG, PNG, WebP, GIF, AVIF ou HEIC.
picture-damaged = Essa imagem está danificada; salve-a de novo ou envie outra.
picture-bomb = Essa imagem foi feita para esgotar a máquina que a abre; envie outra.
picture-heic-unreadable = Esse tipo de HEIC não pode ser aberto aqui; salve a imagem como JPEG e envie-a de novo.
picture-too-few-bytes = Esse arquivo é pequeno demais para ser uma imagem; envie outro.
picture-too-many-bytes = Esse arquivo passa do limite de { $limit } MB; envie um menor.
picture-too-small = Essa imagem tem { $actual } pixels no lado menor; precisa de pelo menos { $limit }.
picture-too-large = Essa imagem tem { $actual } pixels no lado maior e o limite é { $limit }; reduza-a e envie-a de novo.
picture-too-many-pixels = Essa imagem tem { $actual } megapixels e o limite é { $limit }; reduza-a e envie-a de novo.
picture-too-narrow = Essa imagem é comprida e estreita demais para animar; corte-a para no máximo { $limit } por 1.
picture-timed-out = Essa imagem demorou demais para abrir; salve-a como JPEG e envie-a de novo.

# --- sounds ---------------------------------------------------------------------------------
needs-sound = “/animate { $effect }” se move com uma mensagem de voz; anexe uma junto da imagem e envie as duas.
takes-no-sound = “{ $effect }” não toca som; tire a gravação ou escolha { $instead }.
sound-not-a-sound = Isso não é uma gravação que eu consiga tocar; envie OGG, MP3, M4A, WAV ou WebM.
sound-damaged = Essa gravação está danificada; salve-a de novo ou envie outra.
sound-silent = Não se ouve nada nessa gravação; confira o microfone e grave de novo.
sound-too-short = Essa gravação dura { $actual } s; precisa de pelo menos { $limit } s.
sound-too-long = Essa gravação passa de { $limit } s; envie uma mais curta.
sound-too-many-bytes = Essa gravação passa do limite de { $limit } MB; envie uma menor.
sound-timed-out = Essa gravação demorou demais para abrir; salve-a como MP3 e envie-a de novo.

# --- credits and limits ---------------------------------------------------------------------
not-enough-credits = Isto custa { $needed ->
        [one] { $needed } crédito
       *[other] { $needed } créditos
    } e você tem { $available }; mais { $next } chegam { $when }.
not-enough-credits-ever = Isto custa { $needed ->
        [one] { $needed } crédito
       *[other] { $needed } créditos
    } e você tem { $available }; peça mais a quem mantém este bot.
too-many-jobs = Você tem { $allowed ->
        [one] um clipe
       *[other] { $allowed } clipes
    } em produção, que é o limite; espere um terminar ou cancele-o.
queue-full = A fila está cheia ({ $capacity } clipes); nada foi cobrado, tente de novo em alguns minutos.
cooling-down = Você pode fazer o próximo pedido { $when }; espere até lá.
gpu-budget-spent = O tempo de cálculo de hoje acabou; ele recomeça { $when }.
account-too-young = Os créditos diários da sua conta começam { $when }.
orders-stopped = Novos pedidos estão em pausa enquanto o operador confere as contas; nada foi cobrado.
allowance-is-back = Os seus créditos voltaram: você tem { $amount } para gastar.
notice-asked = Eu aviso quando os seus créditos voltarem.
request-key-reused = Este pedido já foi feito com outros ajustes; faça-o de novo como um pedido novo.
busy = O banco de dados está ocupado agora; nada foi cobrado, tente de novo.
grant-refused = { $rule ->
        [self] Ninguém pode dar créditos a si mesmo; peça a outro admin.
        [same-admin] Um segundo admin precisa aprovar isto; peça a um deles.
        [closed] O operador fechou o fundo deste servidor; peça que o abra.
        [bot] Um bot não tem o que fazer com créditos; escolha uma pessoa.
        [per-admin] Você já deu o que pode dar hoje; ainda caberiam até { $allowed }.
        [per-recipient] Esta pessoa já recebeu o que pode receber hoje; ainda caberiam até { $allowed }.
       *[other] É demais de uma só vez; poderiam ser até { $allowed }.
    }
pool-empty = O fundo do servidor tem { $available } e isto precisa de { $needed }; peça ao operador que o abasteça.
no-pool = Este servidor ainda não tem um fundo; peça ao operador que abasteça um.
proposal-closed = Esta proposta já foi decidida ou expirou; faça uma nova.
account-unknown = Não existe uma conta chamada { $account }.
bad-amount = { $amount } não é uma quantidade; dê um número inteiro de 1 a 1.000.000.000.

# --- clips ----------------------------------------------------------------------------------
instant-preview = Uma prévia rápida do motor de efeitos; o seu clipe por { $model } vem a seguir.
depth-guessed = 3D suave: aqui se adivinha o quanto tudo está perto; com um modelo de profundidade, em [depth] nos ajustes, isso é medido.
drawn-smaller = Faltou memória: foi desenhado em { $width } × { $height } e ampliado; peça de novo quando houver menos trabalho.

# --- jobs -----------------------------------------------------------------------------------
shutting-down = O Zoetrope está reiniciando; nada foi cobrado, tente de novo em um minuto.
clip-gone = Isso é guardado por { $hours } horas e já não existe; envie a imagem de novo.
not-yours = Esse clipe não está entre os seus.
job-cancelled = Cancelado; { credits-are-back }.
job-failed = Algo quebrou ao fazer este clipe; { credits-are-back }. Tente outro efeito.
job-too-slow = Este clipe demorava demais e foi interrompido; { credits-are-back }. Tente um mais curto.
job-too-poor = Esta imagem e este efeito não deram um clipe que valha a pena; { credits-are-back }. Tente outro efeito.
job-no-subject = O motivo desta imagem não pode ser recortado com certeza; { credits-are-back }. Peça com object=photo para usar a imagem inteira.
job-model-broken = O modelo deste clipe não pode ser carregado agora; { credits-are-back }. O operador encontra o motivo no registro.
job-out-of-memory = Este clipe precisa de mais memória do que há aqui; { credits-are-back }. Tente um mais curto ou outro formato.
job-worker-lost = A máquina que fazia este clipe falhou duas vezes; { credits-are-back }. Tente de novo em alguns minutos.
job-worker-stalled = A máquina que fazia este clipe parou duas vezes; { credits-are-back }. Tente de novo em alguns minutos ou peça um clipe mais curto.
second-try = A primeira tentativa não deu certo; esta é a segunda, sem custo a mais.
job-overdue = Este pedido esperou um dia e foi abandonado; { credits-are-back }.
job-crashed = Este clipe não saiu em três tentativas; { credits-are-back }. Tente outro efeito.
account-deleted = A sua conta foi apagada, e este pedido com ela.
job-undeliverable = Não foi possível entregar o clipe a você; { credits-are-back }.
job-outcome-unknown = O clipe talvez não tenha chegado; { credits-are-back }.
unexpected = Algo deu errado do nosso lado; nada foi cobrado. Tente de novo.
servers-only = Isso é sobre o fundo de um grupo; diga no grupo.
stale-button = Este botão é de uma versão anterior; envie o comando de novo.
not-your-button = Este botão é de outra pessoa; envie uma imagem sua.
bad-usage = Escreva assim: { $usage }.

# --- Telegram -------------------------------------------------------------------------------
tg-cancel = Cancelar
tg-again = De novo · { $price }
tg-other = Outro efeito
tg-longer = { $much } s · { $price }
tg-variants = { $much } variantes · { $price }
tg-upscale = Ampliar · { $price }
tg-shrunk = Reduzido para { $width } × { $height }, para caber no que o Telegram aceita.
tg-delete = Apagar
tg-offer = { $effect } · { $price }
tg-opening = { $effect }, { $seconds } s, { price }
    Abrindo a sua imagem.
tg-queued = { $effect }, { price }
    Lugar { $place } na fila, pronto em cerca de { $time }.
tg-running = { $effect }, { price }
    { $bar } { $share } %, faltam cerca de { $time }.
tg-finishing = { $effect }, { price }
    Terminando o clipe.
tg-caption = { $effect }, { $seconds } s · { $price ->
        [0] grátis
        [one] { $price } crédito gasto
       *[other] { $price } créditos gastos
    }, restam { $balance } · semente { $seed }
    { $licence }
tg-caption-variant = { $effect }, { $seconds } s · semente { $seed }
    { $licence }
tg-ready = O seu clipe está pronto.
tg-talk = Envie uma imagem, com a legenda /animate melt ou sem. /help diz mais.
tg-moved = O seu clipe está a caminho.
tg-welcome = Envie uma imagem e eu lhe dou vida: com a legenda /animate melt, ou sem, para escolher entre { $count } efeitos. É isto que o melt faz com uma xícara de café.

    Você tem { $balance } créditos; os clipes custam a partir de { $cheapest }.
    Os clipes são feitos por uma máquina e trazem uma marca que diz isso. /help diz mais, /privacy o que é guardado.
tg-help = Envie uma imagem com a legenda /animate melt, ou responda /animate melt a uma. Uma imagem sozinha mostra todos os efeitos com o preço.

    As opções vêm depois do efeito: /animate melt strength=0.8 duration=6 seed=42
    Você vê o preço antes de gastar; um clipe que não chega não custa nada.

    { $commands }
tg-choose = O que deve acontecer com ela? O número é o preço em créditos.
tg-choose-look = { $count } efeitos; toque em um para vê-lo. O número é o preço em créditos.
tg-album = { $count } imagens. Qual vai ser?
tg-album-all = Todas as { $count }
tg-effect-chosen = Agora envie a imagem para { $effect }.
tg-effect-card = { $effect }: a imagem { $summary }.
    { price } · opções: { $options }
tg-use = Para usar, envie uma imagem com a legenda /animate { $effect }
tg-use-prompt = Para usar, envie isto como legenda de uma imagem ou em resposta a uma: /animate { $effect } prompt="as ondas chegam à praia"
tg-use-voice = Para usar, responda a uma imagem com uma mensagem de voz.
tg-balance = Você tem { amount }.
tg-reserved = Mais { $amount } estão reservados para clipes em produção.
tg-more = Mais { $amount } chegam { $when }.
tg-notice = Avise quando chegarem
tg-notice-asked = Eu aviso.
tg-no-history = Ainda não há clipes. Envie uma imagem.
tg-past-queued = { date } · { $effect } · na fila
tg-past-running = { date } · { $effect } · em produção
tg-past-delivered = { date } · { $effect } · { price }
tg-past-failed = { date } · { $effect } · falhou, nada foi gasto
tg-past-cancelled = { date } · { $effect } · cancelado, nada foi gasto
tg-no-clip = Nenhum clipe seu ainda está guardado.
tg-nothing-to-cancel = Você não tem nada em produção.
tg-cancelled = Cancelado.
tg-too-late = Esse clipe já estava pronto.
tg-accepted = A caminho.
tg-deleted = Apagado.
tg-cannot-delete = O Telegram não me deixa apagar mensagens tão antigas; apague você.
tg-usage-report = /report, como resposta ao clipe, com algumas palavras
tg-usage-grant = /grant 20, como resposta a uma mensagem de quem recebe
tg-usage-revoke = /revoke 20 ou /revoke, como resposta a uma mensagem de quem os tem
tg-usage-fund = /fund 500
tg-usage-mint = /mint 50, como resposta, ou /mint 50 e o id do Telegram
tg-usage-refund = /refund, o id do Telegram de quem pagou e o id da cobrança
tg-reported = { $account } denuncia este clipe: { $words }
tg-report-taken = Obrigado. Quem mantém este bot vai olhar.
tg-settings = Os seus ajustes. Sem um idioma escolhido, vale o do Telegram.
tg-own-length = Como o efeito preferir
tg-spoiler = Ocultar os meus clipes até o toque
tg-saved = Salvo.
tg-privacy = As suas imagens e clipes são guardados por { $hours } horas, para que “De novo” funcione, e depois apagados. Onde e com o que uma imagem foi feita é removido na hora. O seu id do Telegram, os créditos e a lista dos seus pedidos ficam guardados até você apagá-los. Nada é enviado a lugar nenhum, só de volta a você.
tg-export = Enviar os meus dados
tg-erase = Apagar tudo
tg-erase-yes = Sim, apagar a minha conta
tg-erase-no = Não, manter
tg-erased = A sua conta foi apagada: imagens, clipes, ajustes e créditos. Nas contas ficam valores sem nome.
tg-buy = Créditos que não expiram, por Estrelas do Telegram:
tg-pack = { amount } · { $stars } ⭐
tg-pack-title = { amount }
tg-pack-description = { amount } para clipes, sem prazo.
tg-pack-gone = Este pacote não é mais oferecido; veja /buy. Nada foi cobrado.
tg-bought = Obrigado! Agora é seu: { amount }. Você tem { $balance }.
tg-refunded = As Estrelas voltaram. Retirado, porque não foi gasto: { amount }.
tg-paysupport = Sobre um pagamento: { $support }
tg-pool = O fundo deste grupo tem { $balance }; { $held } foram concedidos e não gastos, { $spent } foram gastos.
tg-granted = { amount }, para gastar neste grupo em { $days } dias.
tg-proposed = { amount } de uma só vez: é preciso a palavra de um segundo admin.
tg-approve = Aprovar
tg-approved = Aprovado: { amount }.
tg-revoked = De volta ao fundo, porque não foi gasto: { amount }.
tg-minted = { amount } para { $account }.
tg-status = { $running } em produção, { $waiting } na fila.
tg-command-start = O que isto faz
tg-command-animate = Animar uma imagem: responda a ela ou escreva na legenda
tg-command-effects = Todos os efeitos, com prévia e preço
tg-command-balance = Os seus créditos
tg-command-history = Os seus últimos clipes
tg-command-last = O seu último clipe mais uma vez
tg-command-cancel = Parar os seus clipes em produção
tg-command-settings = Idioma, duração, ocultar
tg-command-privacy = O que é guardado, os seus dados, apagá-los
tg-command-report = Denunciar um clipe (como resposta)
tg-command-help = Como usar
tg-command-buy = Comprar créditos com Estrelas
tg-command-paysupport = Ajuda com um pagamento
tg-command-grant = Dar a alguém créditos do fundo do grupo (como resposta)
tg-command-revoke = Retirar o que não foi gasto (como resposta)
tg-command-pool = O fundo do grupo
tg-command-fund = Pôr créditos no fundo deste grupo
tg-command-mint = Dar créditos a alguém (como resposta)
tg-command-status = Como está o bot

# --- the operator ---------------------------------------------------------------------------
second-poller = Outro processo trabalha com o mesmo token de { $platform }; pare-o primeiro.
folder-in-use = Outro Zoetrope (processo { $pid }) trabalha em { $folder }; pare-o primeiro ou escolha outra pasta.
database-damaged = O banco de dados { $path } está danificado ({ $detail }); restaure um backup.
schema-too-new = O banco de dados foi escrito por um Zoetrope mais novo (versão { $found }, este conhece a { $known }); atualize primeiro.
two-sqlite = O pacote { $package } está instalado e destruiria o banco de dados; desinstale-o.
disk-full = O disco com { $folder } está cheio; nada foi cobrado. Abra espaço e tente de novo.
backup-unsound = O backup { $path } não passou nas verificações e não foi usado: { $violations }.
cannot-write = Não é possível escrever { $path }: { $why }.
no-such-model = Não há nenhum modelo “{ $name }” nas definições nem entre as predefinições; há { $known }.
not-acknowledged = Para os pesos de { $preset } vale: { $conditions }; se isso se cumpre onde os usas, põe preset = "{ $preset }" e licence.acknowledged = true numa tabela sob [models] e descarrega-os então.
download-no-room = O download ocupa { $missing } GB e o disco de { $source } tem { $free } GB livres; liberta espaço ou põe HF_HOME numa pasta de outro disco.
download-unreachable = Não foi possível chegar ao hub para { $source }; verifica a ligação e que HF_HUB_OFFLINE não está definido, e descarrega outra vez: os ficheiros que chegaram inteiros ficam guardados.
download-no-such-repository = O hub não te mostra nenhum repositório { $source }; verifica o nome ou inicia sessão com “hf auth login”.
download-no-such-revision = { $source } não tem essa revisão; verifica a revisão nas definições.
download-nothing-there = { $source } não tem ficheiros de onde carregar isto; verifica o repositório e o ficheiro nas definições.
download-gated = Os autores de { $source } querem saber quem o descarrega; aceita as condições na página e inicia sessão com “hf auth login”.

# --- times ----------------------------------------------------------------------------------
in-minutes = em { $minutes ->
        [one] um minuto
       *[other] { $minutes } minutos
    }
in-hours = em { $hours ->
        [one] uma hora
       *[other] { $hours } horas
    }
in-days = em { $days ->
        [one] um dia
       *[other] { $days } dias
    }

# --- the web page ---------------------------------------------------------------------------
web-intro = Adicione uma imagem, diga o que deve acontecer com ela e receba um clipe.
web-welcome = Dê vida a uma imagem
web-starters = Efeitos
web-samples = Sem imagem à mão? Use uma destas.
web-sample-astronaut = Astronauta
web-sample-cat = Gato
web-sample-coffee = Café
web-sample-galaxies = Galáxias
web-sample-rocket = Foguete
web-conversation = Conversa
web-balance-label = Saldo
web-more = mais { $amount } { $when }
web-command = Comando
web-placeholder = /animate melt
web-completion = Sugestões
web-attach = Adicionar uma imagem ou uma mensagem de voz
web-detach = Remover a imagem
web-detach-sound = Remover a mensagem de voz
web-settings = Ajustes
web-send = Enviar
web-drop = Solte a imagem para adicioná-la
web-effect = Efeito
web-seed = Acaso: a mesma semente faz o mesmo clipe de novo; sem ela, cada clipe é diferente.
web-quote = Clipe de { $length } s por { price }; restariam { $left }.
web-quote-too-much = Clipe de { $length } s por { price }; você tem { $balance }.
web-start-hint = Digite / para ver os efeitos, ou cole uma imagem.
web-sound-hint = Agora adicione uma mensagem de voz: anexe, cole ou solte aqui.
web-picture-hint = Agora adicione uma imagem: anexe, cole ou solte aqui.
web-no-picture = Adicione primeiro uma imagem: anexe, cole ou solte aqui.
web-no-command = Diga o que deve acontecer com ela, por exemplo /animate melt.
web-too-large = Esse arquivo passa de { $limit } MB; envie um menor.
web-same-picture = A mesma imagem de novo
web-sent = A sua imagem
web-clip = Clipe de
web-progress = Progresso
web-next-in-line = O próximo da fila, pronto em cerca de { $time }.
web-queued = Lugar { $place } na fila, pronto em cerca de { $time }.
web-running = Desenhando os quadros, faltam cerca de { $time }.
web-finishing = Terminando o clipe.
web-spent = { $price ->
        [0] Isto foi grátis
        [one] { $price } crédito gasto
       *[other] { $price } créditos gastos
    }
web-left = { $spent }, restam { $left }
web-seed-is = semente { $seed }
web-size = { $width } × { $height }
web-cancel = Cancelar
web-cancelling = Cancelando
web-again-for = De novo por { price }
web-again-hint = O mesmo com outra semente
web-variants-for = { $count } variantes por { price }
web-variants-hint = Várias de uma vez, cada uma com a sua semente e a sua força
web-upscale-for = Ampliar por { price }
web-upscale-hint = O mesmo clipe, com o dobro da largura e da altura
web-variant = Variante
web-tell-me = Avise quando voltarem
web-another = Outro efeito
web-download = Baixar
web-depth = Profundidade em PNG
web-depth-hint = 16 bits de cinza: preto é o mais distante, branco o mais próximo
web-clip-gone = Este clipe não está mais guardado.
web-accepted = O seu pedido foi aceito.
web-ready = O seu clipe está pronto.
web-link-lost = Conexão perdida. Tentando de novo.
web-unreachable = O Zoetrope não respondeu; confira se está em execução e envie de novo. O mesmo pedido nunca é cobrado duas vezes.
web-forbidden = Este pedido não veio da própria página e foi recusado; recarregue a página.
web-no-session = A sua sessão terminou; recarregue a página.
web-noscript = Esta página precisa de JavaScript; ative-o e recarregue-a.

# --- Discord: messages ----------------------------------------------------------------------
discord-balance = Você tem { amount }.
discord-more = mais { $amount } { $when }
discord-seed = semente { $seed }
discord-reading = **{ $effect }** · { price } · olhando a sua imagem
discord-looking = Olhando a sua imagem.
discord-next = **{ $effect }** · { price } · o próximo da fila, pronto { $ready }
discord-queued = **{ $effect }** · { price } · lugar { $place } na fila, pronto { $ready }
discord-running = **{ $effect }** · { price } · { $bar } { $percent } % · pronto { $ready }
discord-uploading = **{ $effect }** · { price } · { $bar } enviando
discord-will-write = Isto demora mais do que o Discord deixa editar esta mensagem; o clipe vem como mensagem direta.
discord-spent = { price }, restam { $left }
discord-cut = Encurtado para { $seconds } s, para caber no que o Discord aceita aqui.
discord-shrunk = Reduzido para { $width } x { $height }, para caber no que o Discord aceita aqui.
discord-choose-effect = O que deve acontecer com ela?
discord-choose-picture = Qual imagem?
discord-effect-price = { $effect } · { price }
discord-button-again = De novo · { price }
discord-button-variants = Variantes · { price }
discord-button-notify = Avise quando houver mais
discord-will-tell = Vou escrever uma mensagem direta quando os seus créditos voltarem.
discord-button-longer = Mais longo · { price }
discord-button-upscale = Ampliar · { price }
discord-button-cancel = Cancelar, grátis
discord-button-delete = Apagar
discord-button-form = Com opções…
discord-button-erase = Apagar tudo sobre mim
discord-page-back = Voltar
discord-page-next = Mais
discord-form-title = Animar
discord-form-order = Efeito e opções
discord-form-order-hint = Por exemplo: melt strength=0.8 duration=6
discord-form-options-hint = Por exemplo: strength=0.8 duration=6
discord-help = Adicione uma imagem ao /animate e escolha um efeito, ou abra o menu de uma mensagem e escolha “Animar esta imagem” em Aplicativos. /effects mostra todos em movimento, com o preço. Os créditos são reservados no pedido e só gastos quando o clipe chega; /balance diz quantos você tem e quando vêm mais. Os clipes são feitos por um programa, e o arquivo diz isso.
discord-lot-allowance = { $amount } da cota de hoje
discord-lot-allowance-until = { $amount } da cota de hoje
discord-lot-granted = { $amount } concedidos
discord-lot-granted-until = { $amount } concedidos, até { $until }
discord-lot-bought = { $amount } comprados
discord-lot-bought-until = { $amount } comprados, até { $until }
discord-reserved = { $amount } reservados para clipes em produção
discord-no-history = Nada ainda.
discord-no-clip = Nenhum clipe seu ainda está guardado.
discord-nothing-to-cancel = Nenhum dos seus clipes está em produção.
discord-too-late-to-cancel = Ficou pronto antes que pudesse ser cancelado.
discord-stage-queued = esperando
discord-stage-running = em produção
discord-stage-delivered = pronto
discord-stage-failed = falhou, grátis
discord-stage-cancelled = cancelado, grátis
discord-erase-question = Isto apaga a sua conta: clipes em produção são cancelados, e créditos, imagens e clipes somem. Não pode ser desfeito.
discord-erased = A sua conta foi apagada.
discord-reported = Obrigado. Quem mantém este bot vai olhar.
discord-granted = { $person } recebeu { amount } para este servidor.
discord-proposed = Tanto assim precisa de um segundo admin: /credits approve { $number } dá a { $person } { amount }.
discord-revoked = { amount } retirados de { $person }.
discord-pool = O fundo deste servidor tem { $balance }; { $held } foram concedidos e não gastos, { $spent } foram gastos.
discord-waiting = Espera um segundo admin: { $number }, { amount } para { $person }.
discord-act-mint = criou
discord-act-grant = concedeu
discord-act-propose = propôs
discord-act-approve = aprovou
discord-act-decline = recusou
discord-act-revoke = retirou
discord-act-fund = abasteceu o fundo
discord-act-withdraw = tirou do fundo
discord-act-set-rules = mudou as regras
discord-act-set-refill = mudou a recarga
discord-act-open = abriu o fundo
discord-act-close = fechou o fundo
discord-rules = Pedidos em: { $channels }. Pedidos de: { $roles }. Níveis: { $tiers }. Registro: { $log }.
discord-rules-any = todos
discord-funded = { $amount } adicionados; o fundo tem { $balance }.
discord-books-sound = As contas fecham.

# --- Discord: commands (names: lower case, no spaces) ---------------------------------------
discord-command-animate = animar
discord-command-camera = câmera
discord-command-effects = efeitos
discord-command-help = ajuda
discord-command-balance = saldo
discord-command-history = histórico
discord-command-last = último
discord-command-cancel = cancelar
discord-command-privacy = privacidade
discord-command-export = exportar
discord-command-delete = apagar
discord-command-report = denunciar
discord-command-credits = créditos
discord-command-grant = conceder
discord-command-revoke = retirar
discord-command-approve = aprovar
discord-command-pool = fundo
discord-command-settings = ajustes
discord-command-operator = operador
discord-command-fund = abastecer
discord-command-verify = verificar
discord-menu-animate = Animar esta imagem
discord-menu-again = Animar de novo com…
discord-about-animate = Dê vida a uma imagem
discord-about-camera = Filme uma imagem com um movimento de câmera
discord-about-effects = Todos os efeitos em movimento, com o preço
discord-about-help = Como funciona
discord-about-balance = Os seus créditos e quando vêm mais
discord-about-history = Os seus últimos clipes
discord-about-last = Mostrar de novo o seu último clipe
discord-about-cancel = Cancelar um clipe em produção, grátis
discord-about-privacy = O que é guardado sobre você
discord-about-export = Tudo o que é guardado sobre você, em um arquivo
discord-about-delete = Apagar a sua conta e tudo o que é dela
discord-about-report = Denunciar um clipe a quem mantém este bot
discord-about-credits = Os créditos deste servidor
discord-about-grant = Dar a alguém créditos do fundo deste servidor
discord-about-revoke = Retirar créditos deste servidor não gastos
discord-about-approve = Aprovar uma concessão grande de outro admin
discord-about-pool = O que o fundo deste servidor tem
discord-about-acts = Quem concedeu o quê a quem
discord-about-settings = Onde e de quem se aceitam pedidos, e onde os atos são registrados
discord-about-operator = Para quem mantém este bot
discord-about-fund = Abastecer o fundo de um servidor
discord-about-mint = Dar a alguém créditos para todo lugar
discord-about-verify = Verificar se as contas fecham
discord-option-effect = O que deve acontecer com ela
discord-option-image = A imagem
discord-option-prompt = O que deve acontecer, em palavras
discord-option-sound = Gravação, para efeitos que seguem uma voz
discord-option-options = Por exemplo: strength=0.8 duration=6
discord-option-move = O movimento de câmera
discord-option-amount = Quanto a câmera se move, de 0 a 1
discord-option-seconds = Duração do clipe
discord-option-clip = Qual; sem dizer, o último
discord-option-reason = O que há de errado
discord-option-link = Link da mensagem
discord-option-person = Quem
discord-option-credits = Quantos créditos
discord-option-note = Por quê; fica no registro
discord-option-number = Número da proposta
discord-option-channel = Aceitar pedidos também aqui (nenhum escolhido: em todo lugar)
discord-option-role = Aceitar pedidos também deste cargo (nenhum escolhido: de todos)
discord-option-log = Avisar neste canal sobre concessões e ajustes
discord-option-tier-role = Cargo que recebe um nível
discord-option-tier = Nível desse cargo
discord-option-reset = Esquecer antes tudo o que foi escolhido
discord-option-server = Número do servidor

# --- effects: what each does to a picture, completing “the picture …” ------------------------
effect-arc = é contornada por uma câmera que sobe
effect-camera = é filmada com qualquer mistura de movimentos
effect-cinemagraph = ganha vida onde água, céu, cabelo ou fumaça se moveriam
effect-comic = vira uma história em quadrinhos impressa
effect-crumble = racha e cai em escombros
effect-crush = é achatada por uma prensa hidráulica
effect-deflate = perde o ar e fica murcha
effect-depth-map = mostra o quanto tudo nela está perto
effect-dissolve = vira pó que o vento leva
effect-dolly = é filmada por uma câmera que avança
effect-dolly-zoom = cresce, ameaçadora, atrás do seu assunto
effect-explode = racha como vidro e explode em pedaços
effect-eye-pop = tem olhos que saltam como em um desenho animado
effect-handheld = é filmada com a câmera na mão
effect-inflate = é inflada como um balão
effect-levitate = sai do chão e flutua
effect-light-leak = é banhada por luz quente vinda das bordas
effect-melt = derrete como cera e escorre em gotas grossas
effect-orbit = é rodeada pela câmera
effect-pan = é percorrida pela câmera de um lado a outro
effect-parallax = ganha profundidade
effect-peel = descola como um adesivo
effect-poke = leva um cutucão e balança como gelatina
effect-rain = fica debaixo de chuva
effect-relight = é iluminada de novo, na hora do dia que você disser
effect-ripple = ondula como água em que caem gotas
effect-roll = se inclina para um lado
effect-slice = é cortada e desliza em partes
effect-snow = fica sob uma neve suave
effect-squish = é espremida como gelatina
effect-ta-da = surge em uma chuva de confete
effect-tear = é rasgada em duas como papel
effect-tilt = é percorrida pela câmera de cima a baixo
effect-tracking = passa ao lado, com o assunto sempre no quadro
effect-voice-card = respira e acena com a sua mensagem de voz, com barras que a acompanham
effect-zoom = se aproxima devagar
model-prompted = se move como você descreve
model-free = se move sozinha
model-by-name = faz o que diz o nome

# --- options: what each is for; of one effect only where its name is in front ------------------
option-duration = Duração do clipe em segundos.
option-strength = Quanto acontece: 0 quase nada, 1 tudo.
option-speed = Com que rapidez acontece: 2 é duas vezes mais rápido, o resto do clipe fica parado ou se repete.
option-object = Com o que acontece: com o motivo recortado, com a foto inteira, ou com o motivo se ele for certo.
option-direction = Para onde a câmera vai.
option-play = A ordem dos quadros; ping-pong e loop continuam sem salto.
option-aspect = O formato do clipe.
option-fit = Como a imagem ganha esse formato: cortada, ou ampliada com uma cópia desfocada.
option-fps = Quadros por segundo.
option-variants = Quantos clipes fazer de uma vez, cada um com a sua semente e a sua força.
option-upscale = Quantas vezes a largura e a altura habituais o clipe tem, até onde a imagem permite.
option-pan = Quanto vai para a direita (abaixo de 0, para a esquerda), em larguras de quadro.
option-tilt = Quanto desce (abaixo de 0, sobe), em alturas de quadro.
option-roll = Quanto a imagem gira no sentido horário, em graus.
option-orbit = Quanto contorna o assunto pela direita, em graus.
option-dolly = Quanto mais cresce o que está perto do que o que está longe; abaixo de 0, menos.
option-easing = Como arranca e como chega.
option-curve = Até onde chegou em tempos iguais, de 0 a 1, por exemplo “0 0.1 0.9 1”; substitui easing.
option-region = Onde flui. auto: água ou céu se a imagem os mostra com certeza; cabelo em volta de um rosto.
option-kind = O que flui, pois cada coisa se move do seu jeito. auto: conforme o lugar.
option-ink = Quanto é desenhado a tinta: 0 só os contornos mais fortes, 1 cada dobra.
option-colours = Cinza, como os editores usam, ou de azul-escuro a amarelo.
option-pieces = Em quantos pedaços explode.
option-path = Como a câmera se move.
option-waypoints = Um caminho seu: pares de direita e baixo de -1 a 1, por exemplo “1,0 0,1 -1,0”.
option-focus = O que fica parado: 0 o mais distante, 1 o mais próximo.
option-loop = Voltar para onde começou, ou parar no outro extremo.
option-words = A luz em palavras em inglês, por exemplo “golden hour from the left” ou “cold moonlight from above”.
option-time = Hora do dia. auto: como as palavras dizem, ou então a hora dourada.
option-warmth = Quanto a luz é mais fria (-1) ou mais quente (1) do que nessa hora ou nessas palavras.
option-cuts = Quantas vezes a lâmina passa.
option-x = Para onde aproximar, de 0 à esquerda a 1 à direita. Sem dizer: o que se destaca na imagem.
option-y = Para onde aproximar, de 0 em cima a 1 embaixo. Sem dizer: o que se destaca na imagem.
option-prompt = O que deve acontecer, nas suas palavras: “as ondas chegam, o cabelo se move ao vento”.
option-negative = O que não deve aparecer.
option-camera-zoom = Quanto tudo fica maior; abaixo de 0, a câmera recua outro tanto.
option-cinemagraph-direction = Para onde flui. auto: fumaça para cima, o resto para um lado.
option-comic-zoom = Quanto se aproxima do quadrinho pronto: 0.1 quase nada, 1 bem dentro.
option-dissolve-wind = Para que lado o pó é levado.
option-dolly-direction = Para dentro da imagem, ou de volta para fora.
option-rain-wind = Para onde a chuva é levada: -1 esquerda, 0 reto para baixo, 1 direita.
option-relight-direction = De onde vem a luz. auto: como as palavras dizem, ou como é comum nessa hora.
option-roll-direction = Para que lado a imagem gira.
option-snow-wind = Para onde os flocos são levados: -1 esquerda, 0 reto para baixo, 1 direita.
option-tracking-direction = Para onde a câmera caminha.
option-zoom-direction = in: em direção à imagem; out: para fora, até se ver tudo.
option-model-strength = Quanto se move: 0 quase nada, 1 o máximo que o modelo consegue.
option-model-speed = Com que rapidez as coisas se movem.
option-model-subject = O que está na imagem, nas suas palavras: “carro vermelho”.
option-model-by = Quem desenha: o modelo ou engine; o preço é o dele.
