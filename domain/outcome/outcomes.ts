/**
 * The closed list of expected failures of a visit: for each a sentence for the visitor in every language, one for
 * staff, and what to do next. Refusals of the rules bring their own sentences (domain/rules).
 */
import type { OutcomeId } from '../contract/messages/outcome-id.ts'
import type { Outcome } from './outcome.ts'
import { policyOutcomes } from './policy-outcomes.ts'

export const outcomes = {
  termsDeclined: {
    patient: {
      nl: 'Zonder akkoord kunnen wij hier niet verder. Een medewerker helpt u graag.',
      nlSimple: 'Zonder akkoord kan het niet. Een medewerker helpt u.',
      en: 'Without your agreement we cannot go on here. A staff member will help you.',
    },
    staff: 'Terms of use or privacy statement not accepted; nothing was asked or kept.',
    next: 'askDesk',
  },
  pausedForDesk: {
    patient: {
      nl: 'Er is nog niets ondertekend. Een medewerker kijkt eerst nog iets na.',
      nlSimple: 'Er is nog niets getekend. Een medewerker kijkt eerst iets na.',
      en: 'Nothing has been signed yet. A staff member will check something first.',
    },
    staff: 'The patient did not say that he wants this himself: speak with him alone.',
    next: 'askDesk',
  },
  deskReads: {
    patient: {
      nl: 'Een medewerker moet uw document lezen. Wij roepen de balie.',
      nlSimple: 'Een medewerker moet uw document lezen. Wij roepen de balie.',
      en: 'A staff member has to read your document. We are calling the desk.',
    },
    staff: 'The visitor asks for help with reading the document.',
    next: 'askDesk',
  },
  mrzMisread: {
    patient: {
      nl: 'Wij kunnen uw document niet goed lezen. Probeer het nog een keer.',
      nlSimple: 'Het lezen lukt niet. Probeer het nog een keer.',
      en: 'We cannot read your document well. Please try again.',
    },
    staff: 'MRZ not readable: a check digit is wrong or lines are missing or swapped.',
    next: 'tryAgain',
  },
  mrzTooLong: {
    patient: {
      nl: 'De lezer stuurt te veel tekens. Leg het document opnieuw op de lezer.',
      nlSimple: 'De lezer leest te veel. Leg uw document er opnieuw op.',
      en: 'The reader sends too many characters. Place the document on it again.',
    },
    staff: 'Scanner sent more than 512 characters; the rest was dropped.',
    next: 'tryAgain',
  },
  documentExpired: {
    patient: {
      nl: 'Uw paspoort of ID-kaart is niet meer geldig. Heeft u een andere bij u?',
      nlSimple: 'Uw paspoort of ID-kaart is niet meer geldig. Heeft u een andere?',
      en: 'Your document has expired. Do you have another one with you?',
    },
    staff: 'Document expired; the last valid day has passed.',
    next: 'askDesk',
  },
  documentUnknown: {
    patient: {
      nl: 'Dit document kan de zuil niet lezen. Wij roepen een medewerker.',
      nlSimple: 'Dit document kan de zuil niet lezen. Wij roepen een medewerker.',
      en: 'The kiosk cannot read this document. We are calling a staff member.',
    },
    staff: 'Document type not accepted at the kiosk (passport, identity card, residence document).',
    next: 'askDesk',
  },
  sameDocument: {
    patient: {
      nl: 'Dit document lazen wij al. Leg uw eigen paspoort of ID-kaart op de lezer.',
      nlSimple: 'Dit document is van de ander. Leg uw eigen document op de lezer.',
      en: 'We have read this document already. Place your own document on the reader.',
    },
    staff: 'The second person showed the document of the first.',
    next: 'tryAgain',
  },
  witnessSigns: {
    patient: {
      nl: 'Wie zelf ondertekent, kan geen getuige zijn. Vraag iemand anders of kies een andere manier.',
      nlSimple: 'Wie zelf tekent, kan geen getuige zijn. Vraag iemand anders of kies een andere manier.',
      en: 'Someone who signs cannot be a witness. Ask someone else or choose another way.',
    },
    staff: 'The witness signs the same form, or bears the name of somebody who does.',
    next: 'tryAgain',
  },
  witnessIsPatient: {
    patient: {
      nl: 'De patiënt kan hier geen getuige zijn. Vraag iemand anders of kies een andere manier.',
      nlSimple: 'De patiënt kan geen getuige zijn. Vraag iemand anders of kies een andere manier.',
      en: 'The patient cannot be a witness here. Ask someone else or choose another way.',
    },
    staff: 'The witness bears the name of the patient.',
    next: 'tryAgain',
  },
  witnessDoubted: {
    patient: {
      nl: 'Met deze getuige kan het nu niet. Kies een andere manier.',
      nlSimple: 'Met deze getuige kan het niet. Kies een andere manier.',
      en: 'This witness is not possible now. Please choose another way.',
    },
    staff: 'The document of the witness is in doubt.',
    next: 'tryAgain',
  },
  notConfirmed: {
    patient: {
      nl: 'De medewerker kan nog niet zien dat u het bent. Ga naar de balie.',
      nlSimple: 'De medewerker weet nog niet wie u bent. Ga naar de balie.',
      en: 'The staff member cannot yet confirm who you are. Please go to the desk.',
    },
    staff: 'The clerk did not confirm the identity.',
    next: 'askDesk',
  },
  birthDateImpossible: {
    patient: {
      nl: 'Deze datum bestaat niet. Kijk nog een keer.',
      nlSimple: 'Deze datum bestaat niet. Kijk nog een keer.',
      en: 'This date does not exist. Please check it.',
    },
    staff: 'Birth date does not exist or lies in the future.',
    next: 'tryAgain',
  },
  bsnWrong: {
    patient: {
      nl: 'Dit nummer klopt niet. Kijk nog een keer naar de cijfers.',
      nlSimple: 'Dit nummer klopt niet. Kijk nog een keer.',
      en: 'This number is not right. Please check the digits.',
    },
    staff: 'BSN fails the eleven test.',
    next: 'tryAgain',
  },
  patientNotFound: {
    patient: {
      nl: 'Wij vinden niemand met deze gegevens. Kijk ze nog een keer na.',
      nlSimple: 'Wij vinden niemand. Kijk nog een keer.',
      en: 'We find nobody with these details. Please check them.',
    },
    staff: 'No patient with this birth date and BSN.',
    next: 'tryAgain',
  },
  patientAtDesk: {
    patient: {
      nl: 'Een medewerker zoekt het met u op.',
      nlSimple: 'Een medewerker zoekt het met u op.',
      en: 'A staff member will look it up with you.',
    },
    staff: 'None or several found: pick the patient on the desk page.',
    next: 'askDesk',
  },
  patientEnded: {
    patient: {
      nl: 'Dit kan niet aan deze zuil. Ga naar de balie.',
      nlSimple: 'Dit kan hier niet. Ga naar de balie.',
      en: 'This cannot be done at this kiosk. Please go to the desk.',
    },
    staff: 'The record does not allow it (deceased, blocked or suspended). Do not tell the reason.',
    next: 'askDesk',
  },
  recordIncomplete: {
    patient: {
      nl: 'Een medewerker vult eerst iets aan in het dossier.',
      nlSimple: 'Een medewerker vult eerst iets in.',
      en: 'A staff member first completes something in the record.',
    },
    staff: 'The birth date in the record is not complete: complete it, then start again.',
    next: 'askDesk',
  },
  inkTooLittle: {
    patient: {
      nl: 'Wij zien nog geen handtekening. Zet die op de lijn.',
      nlSimple: 'Wij zien nog niets. Zet uw handtekening op de lijn.',
      en: 'We do not see a signature yet. Please sign on the line.',
    },
    staff: 'Signature empty or too small.',
    next: 'tryAgain',
  },
  nameMissing: {
    patient: {
      nl: 'Dit is een andere naam. Typ precies wat boven het vak staat.',
      nlSimple: 'Dit is een andere naam. Typ precies wat boven het vak staat.',
      en: 'That is another name. Type exactly what is above the box.',
    },
    staff: 'Typed name differs from the name on the document.',
    next: 'tryAgain',
  },
  answerMissing: {
    patient: {
      nl: 'Kies eerst een antwoord. Laat minstens één onderdeel aan.',
      nlSimple: 'Kies eerst iets.',
      en: 'Please choose at least one first.',
    },
    staff: 'A required answer is missing.',
    next: 'tryAgain',
  },
  centralUnreachable: {
    patient: {
      nl: 'Wij krijgen nu geen verbinding. Er is niets verstuurd. Vraag een formulier op papier.',
      nlSimple: 'Er is nu geen verbinding. Vraag een formulier op papier.',
      en: 'We have no connection now. Nothing was sent. Ask for a paper form.',
    },
    staff: 'Central not reachable before the form was loaded: use the paper route.',
    next: 'paperRoute',
  },
  sealFailed: {
    patient: {
      nl: 'Het ondertekenen is niet gelukt. Er is niets verstuurd. Het ligt niet aan u.',
      nlSimple: 'Het is niet gelukt. Er is niets verstuurd. Het ligt niet aan u.',
      en: 'Signing did not work. Nothing was sent. It is not your fault.',
    },
    staff: 'The device could not seal the document; nothing was stored.',
    next: 'paperRoute',
  },
  notStored: {
    patient: {
      nl: 'Wij kunnen het formulier niet bewaren. U heeft niet ondertekend. Het ligt niet aan u.',
      nlSimple: 'Bewaren lukt niet. U heeft niet ondertekend. Het ligt niet aan u.',
      en: 'We cannot keep the form. You have not signed. It is not your fault.',
    },
    staff: 'The envelope could not be made durable (disk full or failing).',
    next: 'paperRoute',
  },
  visitEnded: {
    patient: {
      nl: 'Uw bezoek aan deze zuil is gestopt. Een medewerker helpt u verder.',
      nlSimple: 'Uw bezoek is gestopt. Een medewerker helpt u.',
      en: 'Your visit at this kiosk was stopped. A staff member will help you.',
    },
    staff: 'The desk or the central ended the visit.',
    next: 'askDesk',
  },
  extractMissing: {
    patient: {
      nl: 'Wij hebben nog geen uittreksel over het gezag. Dat vraagt u aan op rechtspraak.nl of bij de rechtbank.',
      nlSimple: 'U heeft een uittreksel over het gezag nodig. Vraag dat aan op rechtspraak.nl.',
      en: 'We have no extract on parental responsibility yet. Ask for it at rechtspraak.nl.',
    },
    staff: 'No extract on parental responsibility was recorded: nothing can be signed yet.',
    next: 'bringProof',
  },
  refusedByRules: {
    patient: {
      nl: 'Dit kan niet aan deze zuil. Een medewerker legt het u uit.',
      nlSimple: 'Dit kan hier niet. Een medewerker legt het uit.',
      en: 'This cannot be done at this kiosk. A staff member will explain.',
    },
    staff: 'The rules refuse this request; see the rule ids on the desk page.',
    next: 'askDesk',
  },
  printerNoPaper: {
    patient: {
      nl: 'Het papier is op. Uw formulier is veilig. Vraag de balie om papier.',
      nlSimple: 'Het papier is op. Vraag de balie om papier.',
      en: 'There is no paper. Your form is safe. Ask the desk for paper.',
    },
    staff: 'Receipt printer: out of paper. The job was removed; the receipt can be printed again.',
    next: 'tryAgain',
  },
  printerOffline: {
    patient: {
      nl: 'De printer doet het nu niet. Gebruik de code voor uw telefoon.',
      nlSimple: 'De printer doet het niet. Gebruik de code.',
      en: 'The printer is not working now. Use the code for your phone.',
    },
    staff: 'Receipt printer: not reachable or switched off. Nothing was left with it.',
    next: 'tryAgain',
  },
  printerRefused: {
    patient: {
      nl: 'De printer werkt niet. Gebruik de code voor uw telefoon.',
      nlSimple: 'De printer werkt niet. Gebruik de code.',
      en: 'The printer will not print. Use the code for your phone.',
    },
    staff: 'Receipt printer: refused or broke off the job (jam, cover, paused queue, wrong format). Nothing was left.',
    next: 'tryAgain',
  },
  printerSlow: {
    patient: {
      nl: 'Printen duurt te lang. Wij zijn gestopt. Probeer het nog een keer.',
      nlSimple: 'Printen duurt te lang. Probeer het nog een keer.',
      en: 'Printing takes too long. We have stopped it. Please try again.',
    },
    staff: 'Receipt printer: not ready in time; the job was cancelled and removed.',
    next: 'tryAgain',
  },
  printUncertain: {
    patient: {
      nl: 'Misschien komt uw ontvangstbewijs later uit de printer. Zeg het tegen de balie.',
      nlSimple: 'Misschien komt er later papier. Zeg het tegen de balie.',
      en: 'Your receipt may still come out later. Please tell the desk.',
    },
    staff:
      'Receipt printer: went away during a job and could not be asked to remove it. Watch for paper with initials.',
    next: 'askDesk',
  },
  printUnconfirmed: {
    patient: {
      nl: 'Wij weten niet zeker of uw ontvangstbewijs is geprint. Kijk bij de printer.',
      nlSimple: 'Kijk of er papier uit de printer komt. Komt er niets? Probeer het nog een keer.',
      en: 'We are not sure that your receipt was printed. Please look at the printer.',
    },
    staff:
      'Receipt printer: could not be confirmed; the job was forgotten before its end was seen (PreserveJobHistory No?).',
    next: 'tryAgain',
  },
  somethingBroke: {
    patient: {
      nl: 'Het ligt niet aan u. Wij hebben niets verstuurd.',
      nlSimple: 'Het ligt niet aan u. Er is niets verstuurd.',
      en: 'It is not your fault. We have sent nothing.',
    },
    staff: 'Unexpected answer from the central.',
    next: 'askDesk',
  },
  ...policyOutcomes,
} as const satisfies Readonly<Record<OutcomeId, Outcome>>
