/** Refusals around what a paper says of itself: whom it names, whether it is the newest, an original, or says too much. */
import { refusal, type Refusal } from './refusal.ts'

export const paperRefusals = {
  'evidence.papersCollide': refusal(
    'judgement',
    'L13',
    'desk',
    [
      'De papieren zeggen niet hetzelfde. De balie bekijkt dit.',
      'De papieren zijn niet hetzelfde. De balie helpt u.',
      'The papers do not say the same. The desk will look at this.',
    ],
    'Twee papieren zeggen iets anders over hetzelfde. Zoek uit welk geldt; kies er geen.',
  ),
  'evidence.otherPerson': refusal(
    'law',
    'L13',
    'desk',
    [
      'Op dit papier staat een andere patiënt.',
      'Op dit papier staat iemand anders.',
      'This paper names another patient.',
    ],
    'Het papier gaat over iemand anders dan deze patiënt.',
  ),
  'evidence.appointsAnother': refusal(
    'law',
    'BW 1:280; BW 1:383; BW 1:452',
    'desk',
    [
      'De rechter heeft een ander benoemd. De balie bekijkt dit.',
      'De rechter koos iemand anders. De balie helpt u.',
      'The court has appointed somebody else. The desk will look at this.',
    ],
    'De uitspraak benoemt een ander dan de aanvrager.',
  ),
  'evidence.laterRuling': refusal(
    'law',
    'H8; BW 1:280; BW 1:389; BW 1:462',
    'bringRuling',
    [
      'Er is een nieuwere uitspraak van de rechter.',
      'De rechter heeft later nog iets besloten.',
      'There is a newer ruling of the court.',
    ],
    'Niet de nieuwste uitspraak. Leg de nieuwste vast.',
  ),
  'evidence.copy': refusal(
    'choice',
    'H7; H8',
    'bringRuling',
    [
      'Wij hebben de originele uitspraak nodig.',
      'Wij moeten het echte papier van de rechter zien.',
      'We need the original ruling.',
    ],
    'Beleid neemt geen kopie van een uitspraak aan.',
  ),
  'scope.beyondKinds': refusal(
    'judgement',
    'H7',
    'physician',
    [
      'De arts bekijkt eerst om welke gegevens het gaat.',
      'De arts kijkt eerst naar de gegevens.',
      'The physician first looks which data this is about.',
    ],
    'Beperkt tot iets dat soorten gegevens niet kunnen zeggen (zoals: niet de psychiatrie). Niet zelf vertalen.',
  ),
  'R14.conditionOpen': refusal(
    'law',
    'BW 7:465(3)',
    'physician',
    [
      'De arts kijkt eerst of de volmacht al geldt.',
      'De arts kijkt eerst naar het papier.',
      'The physician first looks whether the proxy holds yet.',
    ],
    'De volmacht geldt onder een voorwaarde. Niemand heeft vastgelegd dat die is vervuld.',
  ),
} satisfies Record<string, Refusal>
