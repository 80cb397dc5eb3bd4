/** What the public status page says: nothing that depends on an answer is promised, since it knows none. */
export const statusWords = {
  received: {
    nl: 'Uw aanvraag is bij het ziekenhuis.',
    next: 'De arts beslist. Heeft u om bericht gevraagd? Dan krijgt u dat als de arts heeft beslist.',
    en: 'Your request is with the hospital. A doctor will decide. If you asked for a message, you will get it then.',
  },
  notYet: {
    nl: 'Wij hebben dit nummer nog niet.',
    next: 'Klopt het nummer? Dan is uw formulier nog onderweg. Kijk later nog een keer.',
    en: 'We do not have this number yet. Is it right? Then your form is still on its way. Please look again later.',
  },
  wrong: {
    nl: 'Dit nummer klopt niet.',
    next: 'Kijk nog een keer naar het nummer op uw scherm of papier.',
    en: 'This number is not right. Please check it on your screen or paper.',
  },
  home: {
    nl: 'Volg uw aanvraag',
    next: 'Typ het nummer van uw formulier. Het staat op uw ontvangstbewijs.',
    en: 'Follow your request: type the number of your form. It is on your receipt.',
  },
} as const
