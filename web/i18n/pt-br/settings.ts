/** Settings and the keyboard's list. */
import type { Pairs } from '../templates.ts';

export const settings: Pairs = {
  'Search settings': 'Buscar nas configurações',
  Sections: 'Seções',
  'No setting is called “{0}”.': 'Nenhuma configuração se chama “{0}”.',
  Close: 'Fechar',
  Dismiss: 'Dispensar',

  // you
  You: 'Você',
  Status: 'Status',
  'Others see it beside your name.': 'As outras pessoas veem ao lado do seu nome.',
  'How you look in the place': 'Sua aparência no lugar',
  'avatar hair hat clothes colours': 'avatar cabelo chapéu roupa cores',
  'Made by itself when you first enter a place.': 'Criada sozinha quando você entra em um lugar pela primeira vez.',
  '{0}, kept by your Nostr extension': '{0}, guardada pela sua extensão Nostr',
  '{0}, kept by this browser': '{0}, guardada por este navegador',
  'Save or load': 'Salvar ou carregar',

  // devices and sound
  Devices: 'Dispositivos',
  'Microphone, camera and speaker': 'Microfone, câmera e alto-falante',
  'test sound level headset': 'testar som nível fone',
  'Mirror my own picture': 'Espelhar a minha imagem',
  'Only for you; others see you as you are.': 'Só para você; as outras pessoas veem você como é.',
  Sound: 'Som',
  'Push to talk': 'Apertar para falar',
  'Your microphone sends only while you hold Space.': 'Seu microfone só transmite enquanto você segura Espaço.',
  'I wear headphones': 'Estou de fones',
  'Voices come from where people stand. Without headphones this makes an echo.':
    'As vozes vêm de onde as pessoas estão. Sem fones, isso causa eco.',
  'Reduce noise': 'Reduzir ruído',
  'Takes fans and keyboards out of your voice. Off is better for music.':
    'Tira ventiladores e teclados da sua voz. Para música, é melhor desligar.',
  'Cancel echo': 'Cancelar eco',
  'Keeps what your speakers play out of your microphone.': 'Evita que o som dos alto-falantes entre no seu microfone.',
  'Even out my volume': 'Equilibrar o meu volume',
  'Raises a quiet voice and lowers a loud one.': 'Aumenta a voz baixa e diminui a voz alta.',

  // look and notifications
  Look: 'Aparência',
  'Light or dark': 'Claro ou escuro',
  'As the system': 'Como o sistema',
  Light: 'Claro',
  Dark: 'Escuro',
  Language: 'Idioma',
  Motion: 'Movimento',
  'Reduced: things fade instead of sliding, and the camera jumps.': 'Reduzido: as coisas surgem em vez de deslizar, e a câmera pula.',
  Reduced: 'Reduzido',
  Full: 'Completo',
  Contrast: 'Contraste',
  'More: stronger lines and text, nothing see-through.': 'Mais: linhas e textos mais fortes, nada transparente.',
  More: 'Mais',
  'Light in the place': 'Luz no lugar',
  'Sun and lamps follow the clock, or stay as you like them.': 'Sol e luminárias seguem o relógio, ou ficam como você gosta.',
  'By the clock': 'Pelo relógio',
  'Always day': 'Sempre dia',
  'Always night': 'Sempre noite',
  Notifications: 'Notificações',
  'A sound when someone comes in': 'Um som quando alguém chega',
  'A soft knock, also while this tab is hidden.': 'Uma batida leve, mesmo com esta aba escondida.',

  // networks
  Networks: 'Redes',
  'Browsers need someone to introduce them. What you say, show or build never passes there; once you have met, losing a network disturbs nobody.':
    'Os navegadores precisam que alguém os apresente. O que você diz, mostra ou constrói nunca passa por lá; depois do encontro, perder uma rede não atrapalha ninguém.',
  'public, by courtesy': 'pública, por cortesia',
  'added by you': 'adicionada por você',
  'introduced 1 person': 'apresentou 1 pessoa',
  'introduced {0} people': 'apresentou {0} pessoas',
  'Remove {0}': 'Remover {0}',
  'Add a network': 'Adicionar uma rede',
  'A Patio relay, a Nostr relay or a WebTorrent tracker that the others use, too.':
    'Um relay Patio, um relay Nostr ou um tracker WebTorrent que as outras pessoas também usem.',
  'STUN and TURN servers': 'Servidores STUN e TURN',
  'STUN finds the direct path. TURN passes encrypted sound and pictures on where there is none.':
    'O STUN encontra o caminho direto. Onde não há, o TURN repassa som e imagem criptografados.',
  'An address begins with wss:// and has no spaces.': 'Um endereço começa com wss:// e não tem espaços.',
  'This network is in the list already.': 'Esta rede já está na lista.',
  'That is enough networks. Remove one first.': 'Já são redes suficientes. Remova uma antes.',
  'An address begins with stun:, turn: or turns: and has no spaces.': 'Um endereço começa com stun:, turn: ou turns: e não tem espaços.',
  'That is enough servers. Remove one first.': 'Já são servidores suficientes. Remova um antes.',
  Kind: 'Tipo',
  Address: 'Endereço',
  'User name': 'Nome de usuário',
  Password: 'Senha',
  Add: 'Adicionar',

  // privacy and storage
  Privacy: 'Privacidade',
  'Hide my network address from people': 'Esconder das pessoas o meu endereço de rede',
  'Sends everything through TURN. Sound takes a little longer.': 'Envia tudo pelo TURN. O som demora um pouco mais.',
  'No TURN server of your own is set': 'Você não definiu nenhum servidor TURN',
  'Unless this place offers one, you will reach nobody. Add one under Networks, or turn the switch off.':
    'Se este lugar não oferecer um, você não alcança ninguém. Adicione um em Redes, ou desligue esta opção.',
  'Who sees what': 'Quem vê o quê',
  'People in the same place see your name, your look and where you stand.':
    'Quem está no mesmo lugar vê o seu nome, a sua aparência e onde você está.',
  'People in the same place see your name, your look, where you stand, and your network address.':
    'Quem está no mesmo lugar vê o seu nome, a sua aparência, onde você está e o seu endereço de rede.',
  'Networks that introduce you see a meeting point that means nothing to them, and your network address.':
    'As redes que apresentam você veem um ponto de encontro que nada significa para elas, e o seu endereço de rede.',
  'Whoever has the link of a place can come in. Nothing of it is sent to any server.':
    'Quem tem o link de um lugar pode entrar. Nada do link vai para servidor algum.',
  Storage: 'Armazenamento',
  'Everything is kept on this device only. There is no account that could bring it back.':
    'Tudo fica guardado só neste aparelho. Não há conta que possa trazer de volta.',
  'What is kept': 'O que fica guardado',
  'Your key': 'Sua chave',
  'Not yet': 'Ainda não',
  Kept: 'Guardado',
  'Places that you opened, with their links': 'Lugares que você abriu, com os links',
  'Your name, your look and these settings': 'Seu nome, sua aparência e estas configurações',
  'The app itself, to open without a network': 'O próprio aplicativo, para abrir sem rede',
  '{0} MB in all': '{0} MB no total',
  'Key, places and settings go from this device. Places whose links nobody else has are lost.':
    'Chave, lugares e configurações somem deste aparelho. Os lugares cujo link ninguém mais tem se perdem.',
  'delete erase reset': 'apagar excluir limpar',
  'Forget everything': 'Esquecer tudo',
  'Forget everything?': 'Esquecer tudo?',
  'This cannot be undone. Without your key, places that you own are no longer yours.':
    'Isto não pode ser desfeito. Sem a sua chave, os lugares que são seus deixam de ser.',
  'Yes, forget everything': 'Sim, esquecer tudo',
  'Save my key first': 'Salvar a minha chave antes',
  'Keep it': 'Manter',

  // keyboard
  Keyboard: 'Teclado',
  'Letters act while you are in a place and not writing. Tab reaches everything, everywhere.':
    'As letras funcionam enquanto você está em um lugar e não está escrevendo. Tab alcança tudo, em toda parte.',
  Talking: 'Conversando',
  'Microphone on or off': 'Ligar ou desligar o microfone',
  'Camera on or off': 'Ligar ou desligar a câmera',
  Space: 'Espaço',
  'Hold to speak, when push-to-talk is on': 'Segure para falar, com apertar para falar ligado',
  'Raise or lower your hand': 'Levantar ou baixar a mão',
  'Everyone in a grid': 'Todo mundo em grade',
  Moving: 'Movimento no lugar',
  'Walk; W A S D works, too': 'Andar; W A S D também funciona',
  Shift: 'Shift',
  'Run, while you hold it': 'Correr, enquanto segura',
  'Stand up': 'Levantar-se',
  Closer: 'Aproximar',
  'Farther away': 'Afastar',
  'Back to yourself': 'Voltar a você',
  'Finding your way': 'Para se achar',
  Ctrl: 'Ctrl',
  'This list': 'Esta lista',
  'Close what is open': 'Fechar o que está aberto',

  // about and host
  'Three things to know': 'Três coisas para saber',
  'about help privacy': 'sobre ajuda privacidade',
  'A place is its link. Whoever has it comes in; the part after # is a key that never leaves the browser.':
    'Um lugar é o seu link. Quem tem o link entra; a parte depois de # é uma chave que nunca sai do navegador.',
  'Walk up to someone and you see and hear each other. Walk away and the call ends, for both.':
    'Chegue perto de alguém e vocês se veem e se ouvem. Afaste-se e a conversa termina, para os dois.',
  'Sound, pictures and chat go from browser to browser, encrypted. Servers only introduce you, and you see which ones.':
    'Som, imagem e mensagens vão de navegador a navegador, com criptografia. Os servidores só apresentam vocês, e você vê quais são.',
  Build: 'Versão',
  version: 'build compilação',
  Licence: 'Licença',
  'Free to use, change and host.': 'Livre para usar, mudar e hospedar.',
  'One command starts a relay of your own, which also serves this app. Nobody else is asked for anything.':
    'Um comando inicia um relay só seu, que também serve este aplicativo. Nada é pedido a mais ninguém.',
  'On a machine with git and Node': 'Em uma máquina com git e Node',
  'It prints an address and a link that you can send.': 'Mostra um endereço e um link que você pode enviar.',
  'With containers': 'Com contêineres',
  'The relay alone, small and without rights.': 'Só o relay, pequeno e sem privilégios.',
  'As files on any web server': 'Como arquivos em qualquer servidor web',
  'The folder dist is the whole app; it finds people through public networks until you name your own.':
    'A pasta dist é o aplicativo inteiro; ele encontra pessoas por redes públicas até você indicar as suas.',
};
