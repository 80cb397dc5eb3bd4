/** What the pages for visitors at home say: Dutch B1 and English, at most twelve words a sentence. */
export const copyWords = {
  ask: { nl: 'Uw kopie ophalen', en: 'Get your copy' },
  askNote: {
    nl: 'U logt eerst in. Alleen wie tekende, krijgt de kopie.',
    en: 'You log in first. Only the person who signed gets the copy.',
  },
  ready: { nl: 'Uw kopie staat klaar', en: 'Your copy is ready' },
  readyNote: {
    nl: 'Bewaar het bestand op een veilige plek. Er staan gegevens van u in.',
    en: 'Keep the file in a safe place. It holds your data.',
  },
  fetch: { nl: 'Download de kopie', en: 'Download the copy' },
  leave: { nl: 'Uitloggen', en: 'Log out' },
  none: { nl: 'Wij hebben nu geen kopie voor u', en: 'We have no copy for you now' },
  noneNote: {
    nl: 'Misschien is het formulier nog onderweg. Of iemand anders heeft het getekend. Kijk later nog een keer.',
    en: 'The form may still be on its way. Or somebody else signed it. Please look again later.',
  },
  noneHelp: { nl: 'De balie helpt u graag.', en: 'The desk is happy to help.' },
  again: { nl: 'Opnieuw proberen', en: 'Try again' },
  failed: { nl: 'Inloggen lukt niet', en: 'Logging in does not work' },
  failedNote: {
    nl: 'Deze stap is verlopen. Scan de code op uw bewijs opnieuw.',
    en: 'This step has expired. Scan the code on your receipt again.',
  },
  out: { nl: 'U bent uitgelogd', en: 'You are logged out' },
  outNote: { nl: 'U kunt dit venster sluiten.', en: 'You can close this window.' },
  wait: { nl: 'Te vaak geprobeerd. Wacht een kwartier.', en: 'Too many tries. Wait a quarter of an hour.' },
} as const
export type CopyWord = keyof typeof copyWords
