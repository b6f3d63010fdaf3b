/** Notices, devices, permissions, states. */
import type { Pairs } from '../templates.ts';

export const words: Pairs = {
  // notices
  Someone: 'Alguém',
  'the room': 'sala',
  'The device': 'O dispositivo',
  'Trying again.': 'Tentando de novo.',
  'Trying again in {0} s.': 'Nova tentativa em {0} s.',
  'No introduction network answers, so nobody can be found yet. {0}':
    'Nenhuma rede de apresentação responde, então ninguém pode ser encontrado ainda. {0}',
  'No introduction network answers. You stay connected to the person here; newcomers may not find you yet. {0}':
    'Nenhuma rede de apresentação responde. Você continua com a pessoa que está aqui; quem chegar agora talvez ainda não encontre vocês. {0}',
  'No introduction network answers. You stay connected to the {0} people here; newcomers may not find you yet. {1}':
    'Nenhuma rede de apresentação responde. Você continua com as {0} pessoas que estão aqui; quem chegar agora talvez ainda não encontre vocês. {1}',
  'Your message waits here. It is sent when someone can receive it.':
    'Sua mensagem espera aqui. Ela é enviada quando alguém puder receber.',
  '{0} messages wait here. They are sent when someone can receive them.':
    '{0} mensagens esperam aqui. Elas são enviadas quando alguém puder receber.',
  'Link copied. Whoever has it can come in.': 'Link copiado. Quem tiver o link pode entrar.',
  'Connection details copied.': 'Detalhes da conexão copiados.',
  '{0} came in.': '{0} chegou.',
  '{0} left.': '{0} saiu.',
  '{0} waves to you.': '{0} acena para você.',
  '{0} knocks at {1}.': '{0} bate à porta: {1}.',
  'You knocked at {0}. Someone inside can open.': 'Você bateu à porta: {0}. Alguém lá dentro pode abrir.',
  'Locked: {0}. You can knock.': 'Porta trancada: {0}. Você pode bater.',
  'Someone already sits there.': 'Já tem alguém sentado ali.',
  '{0} is full. Someone has to leave first.': '{0}: sala cheia. Alguém precisa sair antes.',
  'There is no way to get there.': 'Não há caminho até lá.',
  '{0} is used now.': 'Agora em uso: {0}.',
  '{0} was unplugged. Choose another one in the settings, or plug it in again.':
    'Desconectado: {0}. Escolha outro nas configurações, ou conecte de novo.',
  'You follow {0}. Move to stop.': 'Você está seguindo {0}. Ande para parar.',
  'You no longer follow {0}.': 'Você não segue mais {0}.',
  'People can find you again.': 'As pessoas podem encontrar você de novo.',
  'No direct path to {0}. Adding a TURN server would help. {1}': 'Não há caminho direto até {0}. Um servidor TURN ajudaria. {1}',
  'Your identity is saved as a file. Keep the file and its passphrase apart.':
    'Sua identidade está salva em um arquivo. Guarde o arquivo e a frase secreta em lugares diferentes.',
  'This is you now. Places will know you by this identity.': 'Agora é você. Os lugares vão reconhecer você por esta identidade.',
  'This file could not be opened. Check the passphrase, or choose another file.':
    'Não foi possível abrir este arquivo. Confira a frase secreta, ou escolha outro arquivo.',
  'Patio now opens without a network, too.': 'Agora o Patio abre também sem rede.',
  'You are muted. Turn the microphone on to be heard.': 'Seu microfone está desligado. Ligue para ser ouvido.',
  'You are here in another tab, too. Both show the same name.': 'Você está aqui em outra aba também. As duas mostram o mesmo nome.',
  '{0} raised a hand.': '{0} levantou a mão.',
  'Your browser did not allow copying. Select the link and copy it by hand.':
    'Seu navegador não permitiu copiar. Selecione o link e copie à mão.',
  'The link was not shared. You can copy it instead.': 'O link não foi compartilhado. Você pode copiá-lo.',
  'And {0} more.': 'E mais {0}.',

  // devices that fail
  'Your browser blocks the microphone.': 'Seu navegador está bloqueando o microfone.',
  'Meanwhile you can stay and listen.': 'Enquanto isso, você pode ficar e ouvir.',
  'Your computer keeps the microphone from this browser.': 'Seu computador não libera o microfone para este navegador.',
  'Allow it in the system’s privacy settings, then try again. You can stay and listen.':
    'Libere nas configurações de privacidade do sistema e tente de novo. Você pode ficar e ouvir.',
  'There is no microphone.': 'Não há microfone.',
  'Plug one in and it is found at once. You can stay and listen.': 'Conecte um e ele é encontrado na hora. Você pode ficar e ouvir.',
  'Another program holds the microphone.': 'Outro programa está usando o microfone.',
  'Close the other call, or choose another microphone, then try again.':
    'Feche a outra chamada, ou escolha outro microfone, e tente de novo.',
  'The microphone was unplugged.': 'O microfone foi desconectado.',
  'Plug it in again, or choose another one.': 'Conecte de novo, ou escolha outro.',
  'This browser offers no microphone here.': 'Este navegador não oferece microfone aqui.',
  'You can stay and listen, and write in the chat.': 'Você pode ficar, ouvir e escrever mensagens.',
  'Your browser blocks the camera.': 'Seu navegador está bloqueando a câmera.',
  'People see your portrait until then.': 'Até lá, as pessoas veem o seu retrato.',
  'Your computer keeps the camera from this browser.': 'Seu computador não libera a câmera para este navegador.',
  'Allow it in the system’s privacy settings, then try again. People see your portrait until then.':
    'Libere nas configurações de privacidade do sistema e tente de novo. Até lá, as pessoas veem o seu retrato.',
  'There is no camera.': 'Não há câmera.',
  'Plug one in and it is found at once. People see your portrait until then.':
    'Conecte uma e ela é encontrada na hora. Até lá, as pessoas veem o seu retrato.',
  'Another program holds the camera.': 'Outro programa está usando a câmera.',
  'Close the other call, or choose another camera, then try again.': 'Feche a outra chamada, ou escolha outra câmera, e tente de novo.',
  'The camera was unplugged.': 'A câmera foi desconectada.',
  'This browser offers no camera here.': 'Este navegador não oferece câmera aqui.',
  'People see your portrait instead.': 'As pessoas veem o seu retrato.',
  'The screen is not shared.': 'A tela não está sendo compartilhada.',
  'Press the button again and choose what to show.': 'Aperte o botão de novo e escolha o que mostrar.',
  'Your computer keeps the screen from this browser.': 'Seu computador não libera a tela para este navegador.',
  'Allow screen recording in the system’s privacy settings, then try again.':
    'Libere a gravação de tela nas configurações de privacidade do sistema e tente de novo.',
  'The screen could not be read.': 'Não foi possível ler a tela.',
  'Try again, or choose another window.': 'Tente de novo, ou escolha outra janela.',
  'This browser cannot share a screen.': 'Este navegador não consegue compartilhar a tela.',
  'A browser on a computer can.': 'Um navegador no computador consegue.',

  // permission, step by step
  'Come back here and press Try again.': 'Volte aqui e aperte Tentar de novo.',
  'Click the icon left of the address.': 'Clique no ícone à esquerda do endereço.',
  'Switch Microphone on.': 'Ative o Microfone.',
  'Switch Camera on.': 'Ative a Câmera.',
  'Tap the icon left of the address, then Permissions.': 'Toque no ícone à esquerda do endereço e depois em Permissões.',
  'Allow Microphone.': 'Permita o Microfone.',
  'Allow Camera.': 'Permita a Câmera.',
  'Click the crossed-out microphone left of the address.': 'Clique no microfone riscado à esquerda do endereço.',
  'Click the crossed-out camera left of the address.': 'Clique na câmera riscada à esquerda do endereço.',
  'Remove “Blocked” with the × beside it.': 'Remova “Bloqueado” com o × ao lado.',
  'Press Try again and choose Allow.': 'Aperte Tentar de novo e escolha Permitir.',
  'Tap the lock left of the address.': 'Toque no cadeado à esquerda do endereço.',
  'Tap Microphone until it says Allowed.': 'Toque em Microfone até aparecer Permitido.',
  'Tap Camera until it says Allowed.': 'Toque em Câmera até aparecer Permitido.',
  'In the menu bar, choose Safari, then Settings for This Website.': 'Na barra de menus, escolha Safari e depois Ajustes para Este Site.',
  'Set Microphone to Allow.': 'Em Microfone, escolha Permitir.',
  'Set Camera to Allow.': 'Em Câmera, escolha Permitir.',
  'Tap the page menu left of the address, then Website Settings.':
    'Toque no menu da página à esquerda do endereço e depois em Ajustes do Site.',
  'If it is not there: Settings of the phone, then this browser.': 'Se não estiver lá: Ajustes do telefone e depois este navegador.',
  'Open this page’s permissions in your browser and allow the microphone.':
    'Abra as permissões desta página no seu navegador e permita o microfone.',
  'Open this page’s permissions in your browser and allow the camera.':
    'Abra as permissões desta página no seu navegador e permita a câmera.',

  // what a browser lacks
  'This browser has no WebRTC, so it cannot meet anyone here. Firefox, Chrome, Edge and Safari can.':
    'Este navegador não tem WebRTC, então não consegue encontrar ninguém aqui. Firefox, Chrome, Edge e Safari conseguem.',
  'This browser keeps nothing for this page. A private window often forbids it; try a normal one.':
    'Este navegador não guarda nada para esta página. Uma janela anônima costuma proibir; tente uma normal.',
  'This browser cannot draw the world. People, Places and Chat work as lists.':
    'Este navegador não consegue desenhar o mundo. Pessoas, Lugares e Mensagens funcionam como listas.',
  'This browser lacks the encryption that Patio needs. A newer one has it.':
    'Falta a este navegador a criptografia de que o Patio precisa. Um mais novo tem.',
  'This address is not secure, so the browser keeps microphone and camera away. Use https or localhost.':
    'Este endereço não é seguro, então o navegador não libera microfone e câmera. Use https ou localhost.',

  // states
  Available: 'Disponível',
  Busy: 'Ocupado',
  'Do not disturb': 'Não perturbe',
  Away: 'Ausente',
  Direct: 'Direto',
  'Direct, same network': 'Direto, na mesma rede',
  'Through TURN': 'Pelo TURN',
  'Through the server': 'Pelo servidor',
  'Not known yet': 'Ainda não se sabe',
  'What you say goes directly from browser to browser, encrypted.': 'O que você diz vai direto de navegador a navegador, com criptografia.',
  'Some of you have no direct path, so a TURN server passes the encrypted sound and pictures on. It cannot read them.':
    'Entre alguns de vocês não há caminho direto, então um servidor TURN repassa som e imagem criptografados. Ele não consegue lê-los.',
  'This room uses the community’s server, because its measurements say that this serves it better. Still end-to-end encrypted.':
    'Esta sala usa o servidor da comunidade, porque as medições dizem que assim ela funciona melhor. Continua criptografada de ponta a ponta.',
  'Patio relay': 'Relay Patio',
  'Nostr relay': 'Relay Nostr',
  'WebTorrent tracker': 'Tracker WebTorrent',
  'People already here': 'Pessoas que já estão aqui',
  Answers: 'Responde',
  'Connected, but silent': 'Conectada, mas calada',
  Connecting: 'Conectando',
  'Does not answer': 'Não responde',
  'Switched off': 'Desligada',
  Wave: 'Aceno',
  Heart: 'Coração',
  'Thumbs up': 'Joinha',
  Applause: 'Aplausos',
  Laugh: 'Risada',
  Music: 'Música',
  Question: 'Pergunta',
};
