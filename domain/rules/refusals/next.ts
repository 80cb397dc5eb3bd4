/** What a visitor can do after a refusal. Short sentences: at most twelve words, one step each. */
import type { InEveryLanguage } from '../../language.ts'

const t = (nl: string, nlSimple: string, en: string): InEveryLanguage => ({ nl, nlSimple, en })

export const nextSteps = {
  desk: t('Vraag hulp aan de balie.', 'Ga naar de balie.', 'Please ask at the desk.'),
  registration: t(
    'Ga eerst naar de inschrijfbalie.',
    'Ga naar de inschrijfbalie.',
    'Please go to the registration desk first.',
  ),
  physician: t('Vraag de behandelend arts om hulp.', 'Praat met de arts.', 'Please ask the treating physician.'),
  correct: t('Controleer wat u hebt ingevuld.', 'Kijk of alles klopt.', 'Please check what you entered.'),
  waitForHospital: t(
    'U hoort van het ziekenhuis. U hoeft nu niets te doen.',
    'Wacht op bericht van het ziekenhuis.',
    'The hospital will contact you. You need not do anything now.',
  ),
  bringExtract: t(
    'Vraag een nieuw uittreksel aan op rechtspraak.nl en neem het mee.',
    'Vraag een nieuw uittreksel op rechtspraak.nl. Neem het mee.',
    'Ask for a new extract at rechtspraak.nl and bring it.',
  ),
  bringRuling: t(
    'Neem de nieuwste uitspraak van de rechter mee.',
    'Neem het papier van de rechter mee.',
    'Please bring the newest court ruling.',
  ),
  bringProxy: t(
    'Neem de schriftelijke volmacht mee.',
    'Neem het papier met de volmacht mee.',
    'Please bring the written proxy.',
  ),
  bringKinship: t(
    'Neem een bewijs van de familieband mee.',
    'Neem een papier mee over de familie.',
    'Please bring proof of how you are related.',
  ),
  bringEmployeeProof: t(
    'Neem een verklaring van uw organisatie mee.',
    'Neem een brief van uw werk mee.',
    'Please bring a statement of your organisation.',
  ),
  bringDocument: t(
    'Neem een geldig paspoort of ID-kaart mee.',
    'Neem een paspoort of ID-kaart mee.',
    'Please bring a valid identity document.',
  ),
  bringChildDocument: t(
    'Neem het paspoort of de ID-kaart van het kind mee.',
    'Neem de ID-kaart van het kind mee.',
    'Please bring the child’s identity document.',
  ),
  bringPatientDocument: t(
    'Neem het paspoort of de ID-kaart van de patiënt mee.',
    'Neem de ID-kaart van de patiënt mee.',
    'Please bring the patient’s identity document.',
  ),
  readTerms: t(
    'Lees de voorwaarden. Daarna kunt u verder.',
    'Lees de regels. Daarna kunt u verder.',
    'Please read the terms. Then you can go on.',
  ),
  comeWithParent: t(
    'Kom terug met je ouder of voogd.',
    'Kom samen terug.',
    'Please come back with your parent or guardian.',
  ),
  comeWithPatient: t('Kom samen met de patiënt terug.', 'Kom samen terug.', 'Please come back with the patient.'),
  ownLogin: t('Log thuis in met uw eigen DigiD.', 'Log in met uw DigiD.', 'Please log in with your own DigiD.'),
  digidMachtigen: t('Regel dit via DigiD Machtigen.', 'Ga naar DigiD Machtigen.', 'Please use DigiD Machtigen.'),
  otherForm: t(
    'Kies een andere relatie of een ander formulier.',
    'Kies iets anders.',
    'Please choose another relation or form.',
  ),
  makeChange: t(
    'Kies “wijzigen” als iets anders moet worden.',
    'Kies “wijzigen”.',
    'Choose “change” if something must be different.',
  ),
  askPatient: t(
    'Vraag de patiënt om u te machtigen.',
    'Vraag het aan de patiënt.',
    'Please ask the patient to authorise you.',
  ),
} satisfies Record<string, InEveryLanguage>
export type NextId = keyof typeof nextSteps
