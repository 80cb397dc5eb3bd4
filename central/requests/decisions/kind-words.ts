/** Kinds of data as staff and the paper of an approval name them, in Dutch. */
import type { DataKind } from '../../../domain/data-kinds.ts'

export const kindWords: Readonly<Record<DataKind, string>> = {
  appointments: 'Afspraken',
  medication: 'Medicijnen',
  summary: 'Allergieën en kort overzicht',
  letters: 'Brieven',
  laboratory: 'Uitslagen van laboratorium',
  imaging: 'Uitslagen van beeldonderzoek',
  messages: 'Berichten',
}
