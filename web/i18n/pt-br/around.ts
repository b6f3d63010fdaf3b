/** Around the world: landing, lobby, pages with one message, banners, identity. */
import type { Pairs } from '../templates.ts';

export const around: Pairs = {
  // landing
  'About Patio': 'Sobre o Patio',
  'How it works': 'Como funciona',
  'Host your own': 'Hospede o seu',
  Settings: 'Configurações',
  'A place that opens with a link': 'Um lugar que abre com um link',
  'Walk up to someone and you see and hear each other. Walk away and the call ends.':
    'Chegue perto de alguém e vocês se veem e se ouvem. Afaste-se e a conversa termina.',
  'Open a new place': 'Abrir um lugar novo',
  'Link to a place': 'Link de um lugar',
  'Or paste a link you were given': 'Ou cole um link que você recebeu',
  'Go to this place': 'Ir para este lugar',
  'No account and nothing to install. The link is the key.': 'Sem conta e sem nada para instalar. O link é a chave.',
  'No server in between: browsers talk directly, encrypted.': 'Sem servidor no meio: os navegadores conversam direto, com criptografia.',
  'The people you meet can see your IP address.': 'As pessoas que você encontra podem ver o seu endereço IP.',
  'Your places': 'Seus lugares',
  Yours: 'Seu',
  'Last open {0}': 'Aberto {0}',
  'A place without a name': 'Um lugar sem nome',
  'Forget {0}': 'Esquecer {0}',
  'Forget {0}?': 'Esquecer {0}?',
  'Its link goes from this device. You need the link to come back.': 'O link some deste aparelho. Para voltar, você vai precisar dele.',
  Forget: 'Esquecer',
  Keep: 'Manter',
  'All {0} places': 'Todos os {0} lugares',

  // lobby
  'You are about to enter': 'Você está prestes a entrar em',
  'Name of the place': 'Nome do lugar',
  'Rename this place': 'Mudar o nome deste lugar',
  Save: 'Salvar',
  'How you look and sound': 'Como você aparece e soa',
  'The place': 'O lugar',
  'Before you enter': 'Antes de entrar',
  Microphone: 'Microfone',
  Camera: 'Câmera',
  'Your camera': 'Sua câmera',
  'Microphone level': 'Nível do microfone',
  'Which microphone': 'Qual microfone',
  'Which camera': 'Qual câmera',
  'Which speaker': 'Qual alto-falante',
  'Off until you turn it on': 'Fica desligado até você ligar',
  'Mirrored for you only': 'Espelhada só para você',
  Speaker: 'Alto-falante',
  'The system’s speaker': 'Alto-falante do sistema',
  'Test sound': 'Testar o som',
  Playing: 'Tocando',
  'Try again': 'Tentar de novo',
  'Looking who is inside': 'Vendo quem está lá dentro',
  'Nobody is inside yet. You would be the first.': 'Ainda não há ninguém. Você seria a primeira pessoa.',
  'Nobody answers yet. You can go in; people appear as soon as they are found.':
    'Ninguém responde ainda. Você pode entrar; as pessoas aparecem assim que forem encontradas.',
  'Inside now': 'Lá dentro agora',
  'Walking around': 'Passeando',
  '{0}, talking': '{0}, conversando',
  'and 1 more': 'e mais 1',
  'and {0} more': 'e mais {0}',
  'Your name': 'Seu nome',
  'Write a name first, so that people know who comes in.': 'Escreva um nome primeiro, para as pessoas saberem quem chega.',
  Enter: 'Entrar',
  'Enter listening only': 'Entrar só ouvindo',
  'You start at the entrance. People hear you when you stand near them.':
    'Você começa na entrada. As pessoas ouvem você quando está perto delas.',
  'You start at the entrance. You can turn the microphone on inside at any time.':
    'Você começa na entrada. Lá dentro, pode ligar o microfone a qualquer momento.',
  'The people you meet can see your network address.': 'As pessoas que você encontra podem ver o seu endereço de rede.',
  'Your network address stays hidden: everything passes through TURN.': 'Seu endereço de rede fica escondido: tudo passa pelo TURN.',
  'Networks that introduce you': 'Redes que apresentam você',
  'Introduced by {0}': 'Apresentação por {0}',
  '1 public server': '1 servidor público',
  '{0} public servers': '{0} servidores públicos',
  'No network introduces you: people cannot find you.': 'Nenhuma rede apresenta você: as pessoas não conseguem encontrar você.',
  'They only help browsers to find each other. What you say or show never passes there.':
    'Elas só ajudam os navegadores a se encontrarem. O que você diz ou mostra nunca passa por lá.',
  Entering: 'Entrando',
  'Step {0} of {1}: {2}': 'Etapa {0} de {1}: {2}',
  'Making your key': 'Criando a sua chave',
  'Asking who is there': 'Perguntando quem está aí',
  'Building the place': 'Montando o lugar',

  // pages with one message
  'Go to the start': 'Ir para o início',
  'This link is incomplete': 'Este link está incompleto',
  'Its last part is missing; long links are sometimes cut in messages. Ask for it again, or paste the whole link here.':
    'Falta a última parte; links longos às vezes são cortados em mensagens. Peça de novo, ou cole aqui o link inteiro.',
  'This link was changed on its way': 'Este link mudou no caminho',
  'A letter or more is not as it was. Copy it again from where you got it, or ask for it again.':
    'Uma ou mais letras não são as originais. Copie de novo de onde você recebeu, ou peça outra vez.',
  'This is not a link to a place': 'Este não é o link de um lugar',
  'A link to a place has #/p/ in it. Paste the one that you were given, or open a new place.':
    'O link de um lugar tem #/p/ no meio. Cole o que você recebeu, ou abra um lugar novo.',
  'The whole link': 'O link inteiro',
  'Try this link': 'Tentar este link',
  'This browser does not let Patio keep anything': 'Este navegador não deixa o Patio guardar nada',
  'Your key and your places are kept on your device, and that was refused. A private window or a full disk is the usual cause. Nothing was lost; try a normal window.':
    'Sua chave e seus lugares ficam guardados no seu aparelho, e isso foi recusado. O motivo comum é uma janela anônima ou o disco cheio. Nada se perdeu; tente uma janela normal.',
  'The place could not be opened': 'Não foi possível abrir o lugar',
  'The link, your key and your unsent messages are kept. Trying again often helps; so does a newer browser.':
    'O link, a sua chave e as mensagens não enviadas estão guardados. Tentar de novo costuma ajudar; um navegador mais novo também.',
  'You went on in another tab': 'Você continuou em outra aba',
  'This place is open there now, so that you do not hear yourself twice. You can take it back here.':
    'Este lugar está aberto lá agora, para você não se ouvir em dobro. Dá para trazer de volta para cá.',
  'Go on here': 'Continuar aqui',
  'What the browser said': 'O que o navegador disse',
  'You left': 'Você saiu',
  'You left {0}': 'Você saiu de {0}',
  'Microphone and camera are off. The place stays as it is, and its link opens it again.':
    'Microfone e câmera estão desligados. O lugar continua como está, e o link abre de novo.',
  'Come back': 'Voltar',

  // banners
  News: 'Novidades',
  Details: 'Detalhes',
  'You are offline.': 'Você está sem conexão.',
  'Places that you opened before open here, too. Meeting people waits for a network.':
    'Os lugares que você já abriu abrem aqui também. Para encontrar pessoas, é preciso esperar a rede.',
  'No introduction network answers.': 'Nenhuma rede de apresentação responde.',
  'Nobody can be found until a network answers.': 'Ninguém pode ser encontrado até uma rede responder.',
  'You stay connected to the person here; newcomers may not find you yet.':
    'Você continua com a pessoa que está aqui; quem chegar agora talvez ainda não encontre vocês.',
  'You stay connected to the {0} people here; newcomers may not find you yet.':
    'Você continua com as {0} pessoas que estão aqui; quem chegar agora talvez ainda não encontre vocês.',
  'Try now': 'Tentar agora',
  'A new version is ready.': 'Há uma versão nova pronta.',
  'It waits until your call ends.': 'Ela espera a sua conversa terminar.',
  'Use it now': 'Usar agora',
  'The new version starts…': 'A versão nova está começando…',
  'Keep Patio at hand.': 'Deixe o Patio à mão.',
  'Installed, it opens like any program, also without a network.': 'Instalado, ele abre como qualquer programa, mesmo sem rede.',
  Install: 'Instalar',
  'What works now': 'O que funciona agora',
  'Works as before': 'Funciona como antes',
  'Talking with those who are here': 'Conversar com quem está aqui',
  'Chat and screens, too': 'Mensagens e telas também',
  'Your settings, your look, your places': 'Suas configurações, sua aparência, seus lugares',
  'Kept on this device': 'Guardados neste aparelho',
  'Waits for a network': 'Espera a rede',
  'New people coming in': 'Pessoas novas entrando',
  'The link stays valid': 'O link continua valendo',
  'Messages to people who are away': 'Mensagens para quem não está',
  'Kept here, sent when you meet again': 'Guardadas aqui, enviadas no próximo encontro',
  'Someone who leaves': 'Quem sair',
  'May not find the way back yet': 'Talvez ainda não consiga voltar',

  // identity
  'Your identity': 'Sua identidade',
  'A key that this browser made for you. By it, places know that you are you; there is no account behind it.':
    'Uma chave que este navegador criou para você. Por ela, os lugares sabem que você é você; não há conta por trás.',
  'Save it as a file': 'Salvar em um arquivo',
  'The file opens only with the passphrase. Nobody can recover it for you.':
    'O arquivo só abre com a frase secreta. Ninguém pode recuperá-la para você.',
  Passphrase: 'Frase secreta',
  'The same again': 'A mesma de novo',
  'Save the file': 'Salvar o arquivo',
  'Load a saved one': 'Carregar uma salva',
  'It takes the place of the one on this device. Save that one first if you still need it.':
    'Ela toma o lugar da que está neste aparelho. Se ainda precisar da atual, salve-a antes.',
  File: 'Arquivo',
  'Its passphrase': 'A frase secreta dele',
  'Load the file': 'Carregar o arquivo',
  'Use a Nostr extension': 'Usar uma extensão Nostr',
  'The extension keeps your key and signs for you; it asks once per device.':
    'A extensão guarda a sua chave e assina por você; ela pergunta uma vez por aparelho.',
  'This browser has none. With one (NIP-07), it would keep your key and sign for you.':
    'Este navegador não tem nenhuma. Com uma (NIP-07), ela guardaria a sua chave e assinaria por você.',
  'Use the extension': 'Usar a extensão',
  'Take ten characters or more; a few words are easy to remember.': 'Use dez caracteres ou mais; algumas palavras são fáceis de lembrar.',
  'The two are not the same.': 'As duas não são iguais.',
  'Choose the file first.': 'Escolha o arquivo primeiro.',
};
