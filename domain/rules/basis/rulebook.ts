/**
 * The rules that lead to a form, each with what it says, how hard it is and where it comes from. With the refusals they
 * are all ids that a decision can carry.
 */
import type { Mark } from '../../policy/cell.ts'
import type { RefusalId } from '../refusals/index.ts'
import type { WithdrawalRefusalId } from '../refusals/withdrawal.ts'

type Rule = { readonly mark: Mark; readonly source: string; readonly nl: string; readonly en: string }
const rule = (mark: Mark, source: string, nl: string, en: string): Rule => ({ mark, source, nl, en })

/**
 * A form says these sentences (paper/form-evidence.ts). One that is worded anew needs a new edition of the form's rows, or
 * the central refuses the forms that were signed with the old one.
 */
export const rulebook = {
  'R03.form': rule(
    'law',
    'BW 7:465(1); S2',
    'Een kind onder de 12 wordt vertegenwoordigd door een ouder met gezag.',
    'A parent with parental responsibility represents a child under 12.',
  ),
  'R04.form': rule(
    'norm',
    'BW 7:450(2); S2; L5',
    'Voor een kind van 12 tot 16 tekenen de ouder en het kind.',
    'For a child of 12 to 15 the parent and the child sign.',
  ),
  'R04.askedAlone': rule(
    'norm',
    'A7; L5',
    'Het kind wordt alleen gevraagd. Niemand ziet het antwoord.',
    'The child is asked alone. Nobody sees the answer.',
  ),
  'R05.form': rule(
    'law',
    'BW 7:465(2); H18',
    'Kan een kind van 12 tot 18 niet zelf beslissen, dan doet de ouder of voogd dat.',
    'If a child of 12 to 17 cannot decide alone, the parent or guardian does.',
  ),
  'finding.transcribed': rule(
    'judgement',
    'L9; H18',
    'De balie nam het oordeel van de arts over van een brief. Daarom keurt de arts goed.',
    'The desk copied the physician’s finding from a letter. So the physician approves.',
  ),
  'R05.physicianApproves': rule(
    'norm',
    'H18; L9',
    'De arts keurt goed, omdat het op zijn bevinding rust.',
    'The physician approves, because it rests on the physician’s own finding.',
  ),
  'R06.form': rule(
    'choice',
    'H9; H21; L5',
    'Vanaf 16 kiest de jongere zelf en tekent zelf.',
    'From 16 the young person chooses and signs.',
  ),
  'R08.form': rule(
    'law',
    'BW 1:245; BW 7:465(1); S2',
    'Een voogd of andere gezagsdrager tekent zoals een ouder.',
    'A guardian or another person with parental responsibility signs as a parent does.',
  ),
  'R10.form': rule(
    'law',
    'S3; EHDS 4',
    'Een volwassene die zelf beslist, kiest wie mag meekijken.',
    'An adult with capacity chooses who may see the record.',
  ),
  'R11.form': rule(
    'law',
    'BW 7:465(3); BW 1:381',
    'De curator vertegenwoordigt een volwassene die niet zelf kan beslissen.',
    'The guardian (“curator”) represents an adult who cannot decide.',
  ),
  'R12.form': rule(
    'law',
    'BW 7:465(3); BW 1:453',
    'De mentor vertegenwoordigt een volwassene die niet zelf kan beslissen.',
    'The mentor represents an adult who cannot decide.',
  ),
  'R13.organisation': rule(
    'judgement',
    'L11',
    'Een organisatie handelt door een medewerker met naam.',
    'An organisation acts through a named employee.',
  ),
  'R14.form': rule(
    'law',
    'BW 7:465(3)',
    'Zonder curator of mentor beslist wie schriftelijk gemachtigd is.',
    'Without curator or mentor, the person authorised in writing decides.',
  ),
  'R15.form': rule(
    'law',
    'BW 7:465(3)',
    'Is er niemand anders, dan de partner, daarna ouder, kind, broer of zus.',
    'If there is nobody else: the partner, then parent, child, brother or sister.',
  ),
  'R15.physicianChooses': rule(
    'norm',
    'L7',
    'Staan er meer op dezelfde trede, dan kiest de arts.',
    'If several people are equally close, the physician chooses.',
  ),
  'R15.physicianApproves': rule(
    'norm',
    'L7; L9',
    'Bij familie keurt de arts goed.',
    'With relatives the physician approves.',
  ),
  'R19.supersedes': rule(
    'judgement',
    'S4',
    'De oude machtiging eindigt als de nieuwe ingaat.',
    'The old mandate ends when the new one starts.',
  ),
  'R19.renewal': rule(
    'choice',
    'H20',
    'Vlak voor het einde mag opnieuw getekend worden. De oude machtiging eindigt als de nieuwe ingaat.',
    'Shortly before the end a new form may be signed. The old mandate ends when the new one starts.',
  ),
  'authority.applicantOnly': rule(
    'choice',
    'H15; L3',
    'Alleen de ouder die het vraagt, tekent.',
    'Only the parent who applies signs.',
  ),
  'authority.sole': rule(
    'law',
    'BW 1:253n; L13',
    'Er is één gezagsdrager: die tekent alleen.',
    'One person has parental responsibility and signs alone.',
  ),
  'authority.all': rule(
    'choice',
    'H1; L3',
    'Alle gezagsdragers tekenen.',
    'Everyone with parental responsibility signs.',
  ),
  'authority.consentOnly': rule(
    'judgement',
    'L3',
    'De andere gezagsdrager stemt toe en vraagt zelf geen toegang.',
    'The other parent or guardian consents and does not ask for access.',
  ),
  'authority.notAsked': rule(
    'judgement',
    'L4',
    'De andere gezagsdrager wordt niet gevraagd. Dan keurt de arts goed.',
    'The other parent or guardian is not asked. Then the physician approves.',
  ),
  'authority.partial': rule(
    'law',
    'BW 1:265e',
    'Gedeeltelijk gezag beperkt de gegevens.',
    'Partial parental responsibility limits the data.',
  ),
  'capacity.presumed': rule(
    'norm',
    'L9',
    'Iemand beslist zelf, tot een arts iets anders vaststelt.',
    'Capacity is presumed until a physician finds otherwise.',
  ),
  'capacity.found': rule(
    'norm',
    'L9',
    'Een arts heeft dit voor deze zaak vastgesteld.',
    'A physician has established this for this matter.',
  ),
  'child.writtenYes': rule('choice', 'S2', 'Het kind tekent zelf.', 'The child signs.'),
  'child.noObjection': rule(
    'choice',
    'H11; H22',
    'Het kind wordt gevraagd en heeft geen bezwaar.',
    'The child is asked and does not object.',
  ),
  'child.askedBeforeTwelve': rule(
    'choice',
    'BW 7:465(1); BW 7:450(2)',
    'Dit ziekenhuis vraagt een kind al voor zijn 12e. Dat antwoord telt tot de 12e verjaardag.',
    'This hospital asks a child before it is 12. That answer counts until the twelfth birthday.',
  ),
  'form.joint': rule(
    'choice',
    'S2',
    'Ouders tekenen één formulier. Ieder krijgt een eigen machtiging.',
    'Parents sign one form. Each gets a separate mandate.',
  ),
  'form.perParent': rule(
    'choice',
    'H17; H19',
    'Iedere ouder tekent een eigen formulier.',
    'Each parent signs a separate form.',
  ),
  'form.childOwn': rule('choice', 'H7', 'Het kind tekent een eigen formulier.', 'The child signs a form of its own.'),
  'approver.physician': rule(
    'choice',
    'S2; H17',
    'Het ziekenhuis laat de behandelend arts goedkeuren.',
    'The hospital lets the treating physician approve.',
  ),
  'approver.staff': rule('choice', 'H15; H20', 'Een medewerker keurt goed.', 'Staff approve.'),
  'end.firstAge': rule(
    'choice',
    'H15; H17',
    'De machtiging eindigt als het kind oud genoeg is om gevraagd te worden.',
    'The mandate ends when the child is old enough to be asked.',
  ),
  'end.twelve': rule(
    'choice',
    'H15; H17',
    'De machtiging eindigt als het kind 12 wordt.',
    'The mandate ends on the child’s twelfth birthday.',
  ),
  'end.pauseAtTwelve': rule(
    'choice',
    'H10',
    'Op de twaalfde verjaardag pauzeert de toegang tot het kind toestemt.',
    'On the twelfth birthday access pauses until the child consents.',
  ),
  'end.sixteen': rule(
    'norm',
    'L5; H20',
    'De machtiging eindigt als het kind 16 wordt.',
    'The mandate ends on the child’s sixteenth birthday.',
  ),
  'end.eighteen': rule(
    'law',
    'BW 1:233',
    'De machtiging eindigt als het kind 18 wordt.',
    'The mandate ends on the child’s eighteenth birthday.',
  ),
  'end.finding': rule('norm', 'H18', 'De datum van de arts is het einde.', 'The physician’s date is the end.'),
  'end.ruling': rule(
    'law',
    'BW 1:281; BW 1:389; BW 1:462',
    'De machtiging eindigt met de uitspraak.',
    'The mandate ends with the ruling.',
  ),
  'end.courtTerm': rule(
    'choice',
    'H16',
    'De machtiging eindigt na een vast aantal jaren na de uitspraak.',
    'The mandate ends a fixed number of years after the ruling.',
  ),
  'end.reviewCourt': rule(
    'judgement',
    'H16',
    'Zonder einddatum kijkt het ziekenhuis na vaste tijd opnieuw.',
    'Without an end date the hospital looks again after a fixed time.',
  ),
  'end.employee': rule(
    'judgement',
    'L11',
    'De machtiging eindigt als de medewerker vertrekt.',
    'The mandate ends when the employee leaves.',
  ),
  'end.policyTerm': rule('choice', 'H22', 'Het ziekenhuis heeft een vaste looptijd.', 'The hospital has a fixed term.'),
  'end.asked': rule(
    'law',
    'EHDS 4',
    'De machtiging eindigt op de dag die is gevraagd.',
    'The mandate ends on the day asked for.',
  ),
  'end.untilWithdrawn': rule(
    'norm',
    'S4',
    'De machtiging geldt tot iemand haar intrekt.',
    'The mandate lasts until it is withdrawn.',
  ),
  'start.ruling': rule(
    'law',
    'BW 1:280; BW 1:381(1); BW 1:451',
    'De toegang begint als de uitspraak ingaat.',
    'Access begins when the ruling takes effect.',
  ),
  'scope.rulingTopics': rule('law', 'A6', 'De uitspraak beperkt de gegevens.', 'The ruling limits the data.'),
  'scope.courtTopics': rule(
    'law',
    'BW 7:465(3)',
    'Waarvoor de rechter iemand benoemde, dat blijft buiten deze machtiging.',
    'What the court appointed somebody for stays outside this mandate.',
  ),
  'scope.proxyTopics': rule('law', 'BW 7:465(3)', 'De volmacht beperkt de gegevens.', 'The proxy limits the data.'),
} satisfies Record<string, Rule>

/** R20: the rules that lead to a withdrawal at once. */
export const withdrawalRules = {
  'R20.atOnce': rule(
    'judgement',
    'S4',
    'De toegang stopt meteen, zonder goedkeuring.',
    'Access stops at once, without approval.',
  ),
  'R20.byPatient': rule(
    'norm',
    'L5; S4',
    'De patiënt vanaf 12 die zelf beslist, trekt in.',
    'A patient of 12 or older with capacity withdraws.',
  ),
  'R20.byGrantee': rule('judgement', 'S4', 'De gemachtigde trekt in voor zichzelf.', 'The grantee gives up access.'),
  'R20.byRepresentative': rule(
    'law',
    'BW 7:465(1); BW 7:465(3)',
    'Beslist de patiënt niet zelf, dan trekt curator, mentor of gezagsdrager in.',
    'If the patient cannot decide, the guardian, mentor or parent withdraws.',
  ),
  'R20.byHolder': rule(
    'judgement',
    'L3; BW 1:253a',
    'Trekt een gezagsdrager zijn toestemming in, dan stopt de toegang van de ander meteen. De arts kijkt daarna.',
    'If a parent or guardian withdraws consent, the other’s access stops at once. The physician reviews it afterwards.',
  ),
  'R20.byPhysician': rule(
    'law',
    'BW 7:465(4)',
    'De arts stopt toegang die goede zorg in de weg staat.',
    'The physician stops access that gets in the way of good care.',
  ),
} satisfies Record<string, Rule>
export type WithdrawalRuleId = keyof typeof withdrawalRules | WithdrawalRefusalId

/** Every id that a decision can carry. */
export type RuleId = keyof typeof rulebook | RefusalId
