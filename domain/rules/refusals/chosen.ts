/** Refusals around a person whom the patient chooses, from 16. */
import { refusal, type Refusal } from './refusal.ts'
import { waiting } from './waiting.ts'

export const chosenRefusals = {
  'R10.saidNo': refusal(
    'law',
    'S3',
    'waitForHospital',
    waiting,
    'ALLEEN PERSONEEL: de patiënt wil dit niet. Zeg dit niet tegen de aanvrager.',
  ),
  'R10.tooYoungToChoose': refusal(
    'norm',
    'L5',
    'desk',
    [
      'Een kind onder de 16 kan niemand machtigen.',
      'Het kind is hiervoor te jong.',
      'A child under 16 cannot authorise anybody.',
    ],
    'Gekozen gemachtigde gevraagd voor een kind onder 16.',
  ),
  'R10.lacksCapacity': refusal(
    'norm',
    'L9; BW 7:465(3)',
    'physician',
    [
      'De arts kijkt wie de patiënt kan vertegenwoordigen.',
      'De arts kijkt wie mag helpen.',
      'The physician looks who can represent the patient.',
    ],
    'Volgens de arts kan de patiënt nu niet zelf machtigen.',
  ),
  'R10.digidMachtigen': refusal(
    'choice',
    'H24',
    'digidMachtigen',
    [
      'Dit ziekenhuis gebruikt hiervoor DigiD Machtigen.',
      'Dit gaat met DigiD Machtigen.',
      'This hospital uses DigiD Machtigen for this.',
    ],
    'Geen formulier: beleid verwijst naar DigiD Machtigen.',
  ),
  'R10.refer': refusal(
    'choice',
    'H8',
    'desk',
    [
      'Dit ziekenhuis heeft hiervoor geen formulier.',
      'Hier is geen formulier voor.',
      'This hospital has no form for this.',
    ],
    'Geen formulier voor een gekozen gemachtigde.',
  ),
  'R10.patientAbsent': refusal(
    'choice',
    'H19',
    'comeWithPatient',
    ['De patiënt moet hierbij zijn.', 'De patiënt moet erbij zijn.', 'The patient must be here.'],
    'Beleid vraagt dat de patiënt aanwezig is.',
  ),
  'R10.together': refusal(
    'choice',
    'H22',
    'comeWithPatient',
    [
      'De patiënt en u moeten hier samen zijn.',
      'U moet hier samen komen.',
      'The patient and you must be here together.',
    ],
    'Beleid vraagt patiënt en gemachtigde in één bezoek.',
  ),
  'R10.granteeTooYoung': refusal(
    'choice',
    'A5',
    'desk',
    ['U bent te jong om gemachtigd te worden.', 'U bent nog te jong.', 'You are too young to be authorised.'],
    'Gemachtigde is jonger dan het beleid toelaat.',
  ),
  'R10.tooManyGrantees': refusal(
    'choice',
    '',
    'desk',
    [
      'De patiënt heeft al genoeg gemachtigden.',
      'Er zijn al te veel gemachtigden.',
      'The patient already has enough grantees.',
    ],
    'Grens van het aantal gekozen gemachtigden is bereikt.',
  ),
  'R10.noDigidMachtigen': refusal(
    'norm',
    'A5',
    'desk',
    [
      'Met DigiD Machtigen kan dit niet. De balie helpt u.',
      'De balie helpt u.',
      'DigiD Machtigen cannot be used for this. The desk helps you.',
    ],
    'DigiD Machtigen is er niet voor mensen onder curatele of bewind.',
  ),
} satisfies Record<string, Refusal>
