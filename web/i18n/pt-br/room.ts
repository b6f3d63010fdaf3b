/** How a room is carried: the room's part of the connection panel, and what is said when a room moves. */
export const room: Readonly<Record<string, string>> = {
  'You are connected to {0}. Sound and pictures go through the community’s server, which cannot read them.':
    'Você está em conexão com {0}. Som e imagem passam pelo servidor da comunidade, que não consegue lê-los.',
  '{0} Mbit/s up': '{0} Mbit/s de envio',
  'You talk with the nearest person only: your connection carries no more voices.':
    'Você conversa só com a pessoa mais próxima: sua conexão não comporta mais vozes.',
  'You talk with the nearest {0} people only: your connection carries no more voices.':
    'Você conversa só com as {0} pessoas mais próximas: sua conexão não comporta mais vozes.',
  'Video reduced: {0}, {1}.': 'Vídeo reduzido: {0}, {1}.',
  'Video reduced, and left out for some: {0}, {1}.': 'Vídeo reduzido, e sem vídeo para alguns: {0}, {1}.',
  'Video left out so that everybody hears you well: {0}, {1}.': 'Sem vídeo, para que todo mundo ouça bem você: {0}, {1}.',
  'For operators of a relay': 'Para quem opera um relay',
  'A relay that serves only listed places knows this one by the key below. It opens nothing.':
    'Um relay que atende só lugares listados conhece este pela chave abaixo. Ela não abre nada.',
  'This room': 'Esta sala',
  'Save measurements': 'Salvar medições',
  'Mean load': 'Carga média',
  'People on TURN': 'Pessoas por TURN',
  'Mean load of the room': 'Carga média da sala',
  'Lost packets in the room': 'Pacotes perdidos na sala',
  'What each person measured': 'O que cada pessoa mediu',
  'Measurements of each person': 'Medições de cada pessoa',
  Load: 'Carga',
  'Lost on the way here': 'Perdidos na vinda',
  'Lost on the way out': 'Perdidos na ida',
  'You cannot reach the community’s server at the moment. People hear you directly until it works; Patio keeps trying.':
    'O servidor da comunidade não pode ser alcançado no momento. As pessoas ouvem você diretamente até funcionar; o Patio continua tentando.',
  '1 person cannot reach the server and is connected to you directly.':
    '1 pessoa não alcança o servidor e está conectada diretamente a você.',
  '{0} people cannot reach the server and are connected to you directly.':
    '{0} pessoas não alcançam o servidor e estão conectadas diretamente a você.',
  'This room now uses the community’s server.': 'Esta sala agora usa o servidor da comunidade.',
  'This room is direct again, from browser to browser.': 'Esta sala voltou a ser direta, de navegador a navegador.',
};
