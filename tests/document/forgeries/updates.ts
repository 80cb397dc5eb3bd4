/** Forgeries that append: everything that an incremental update can do to what a reader shows or does. */
import { bytesOf, drop, type Forgery, latin, put, stream, type Target, type Update, withUpdate } from './tools.ts'

const white = 'q 1 1 1 rg 0 0 600 850 re f Q '
const lie = `${white}BT /F1 30 Tf 60 600 Td <0001> Tj ET`

/** Updates that are well formed as PDF and change something they may not. */
export function updateForgeries(target: Target): readonly Forgery[] {
  const { sealed, size, object, find } = target
  const { catalog, page, form, field, info, metadata } = sealed
  const [a, b, c] = [size, size + 1, size + 2]
  const pages = find(/\/Type\/Pages/)
  const contents = Number(/\/Contents (\d+) 0 R/.exec(object(page))?.[1])
  const resources = Number(/\/Resources (\d+) 0 R/.exec(object(page))?.[1])
  const seal = find(/\/Type\/Sig\//)
  const kids = /\/Kids\[([^\]]*)\]/.exec(object(pages))?.[1] ?? ''
  const names = Number(/\/Names (\d+) 0 R/.exec(object(catalog))?.[1])
  const file = find(/\/Type\/EmbeddedFile/)
  const spec = find(/\/Type\/Filespec/)
  const unicode = find(/\/ToUnicode/)
  const struct = find(/\/Type\/StructTreeRoot/)
  const intent = find(/\/Type\/OutputIntent/)
  const font = find(/\/Type\/Font\//)
  const annotate = (body: string): Update['objects'] => ({
    [page]: put(object(page), 'Annots', `[${field} 0 R ${a} 0 R]`),
    [a]: `<<\n/Type /Annot\n${body}\n>>`,
  })
  const inCatalog = (key: string, value: string): Update['objects'] => ({ [catalog]: put(object(catalog), key, value) })
  const blind = '/Subtype /Widget\n/FT /Sig\n/T (Stamp)\n/F 132\n/Rect [0 0 0 0]\n'
  const asField = (fieldBody: string, extra: Update['objects'] = {}): Update['objects'] => ({
    ...annotate(`${fieldBody}/P ${page} 0 R\n`),
    [form]: put(object(form), 'Fields', `[${field} 0 R ${a} 0 R]`),
    ...extra,
  })
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
  const cases: Record<string, Update> = {
    'page content replaced': { objects: { [contents]: stream(lie) } },
    'page content prefixed': { objects: { [page]: put(object(page), 'Contents', `[${a} 0 R ${contents} 0 R]`), [a]: stream(lie) } },
    'page content array grown': { objects: { [page]: put(object(page), 'Contents', `[${contents} 0 R ${a} 0 R]`), [a]: stream(lie) } },
    'page added': { objects: { [pages]: put(put(object(pages), 'Kids', `[${kids} ${a} 0 R]`), 'Count', '3'), [a]: put(object(page), 'Contents', `${b} 0 R`), [b]: stream(lie) } },
    'page removed': { objects: { [pages]: put(put(object(pages), 'Kids', `[${page} 0 R]`), 'Count', '1') } },
    'pages swapped': { objects: { [pages]: put(object(pages), 'Kids', `[${kids.trim().split(/(?<=R) /).reverse().join(' ')}]`) } },
    'page turned': { objects: { [page]: put(object(page), 'Rotate', '180') } },
    'page cropped': { objects: { [page]: put(object(page), 'CropBox', '[0 400 595 842]') } },
    'page enlarged': { objects: { [page]: put(object(page), 'MediaBox', '[0 0 900 900]') } },
    'page in another unit': { objects: { [page]: put(object(page), 'UserUnit', '2') } },
    'page resources replaced': { objects: { [resources]: put(object(resources), 'ProcSet', '[/PDF]') } },
    'page with an action': { objects: { [page]: put(object(page), 'AA', `<< /O ${script} >>`) } },
    'page tree with a node between': { objects: { [pages]: put(object(pages), 'Kids', `[${a} 0 R]`), [a]: `<< /Type /Pages /Parent ${pages} 0 R /Count 2 /Kids [${kids}] >>` } },
    'annotation: free text': { objects: annotate('/Subtype /FreeText\n/Rect [50 500 500 700]\n/Contents (Ja)\n/DA (/Helv 20 Tf)') },
    'annotation: stamp with appearance': { objects: { ...annotate(`/Subtype /Stamp\n/Rect [0 0 595 842]\n/AP << /N ${b} 0 R >>`), [b]: stream(white, '/Type /XObject\n/Subtype /Form\n/BBox [0 0 595 842]\n') } },
    'annotation: link': { objects: annotate('/Subtype /Link\n/Rect [0 0 595 842]\n/A << /S /URI /URI (https://evil.example) >>') },
    'annotation: highlight': { objects: annotate('/Subtype /Highlight\n/Rect [0 0 100 100]\n/QuadPoints [0 0 9 0 0 9 9 9]') },
    'annotation: redaction': { objects: annotate('/Subtype /Redact\n/Rect [0 0 595 842]') },
    'annotation: file': { objects: { ...annotate(`/Subtype /FileAttachment\n/Rect [0 0 20 20]\n/FS ${spec} 0 R`) } },
    'annotation: hidden': { objects: annotate('/Subtype /Square\n/F 2\n/Rect [0 0 595 842]') },
    'annotation: empty rectangle': { objects: annotate('/Subtype /Text\n/Rect [0 0 0 0]\n/Contents (x)') },
    'annotations emptied': { objects: { [page]: put(object(page), 'Annots', '[]') } },
    'field: text': { objects: asField('/Subtype /Widget\n/FT /Tx\n/T (t)\n/V (Ja)\n/Rect [50 50 300 90]\n') },
    'field: button with action': { objects: asField(`/Subtype /Widget\n/FT /Btn\n/T (b)\n/A ${script}\n/Rect [0 0 595 842]\n`) },
    'field: empty signature': { objects: asField(blind) },
    'field: seal made visible': { objects: { [field]: put(object(field), 'Rect', '[0 0 300 300]') } },
    'field: seal with appearance': { objects: { [field]: put(object(field), 'AP', `<< /N ${a} 0 R >>`), [a]: stream(white, '/Type /XObject\n/Subtype /Form\n/BBox [0 0 9 9]\n') } },
    'field: seal renamed': { objects: { [field]: put(object(field), 'T', '(Approved)') } },
    'field: seal without value': { objects: { [field]: drop(object(field), 'V') } },
    'field: seal points elsewhere': { objects: { [field]: put(object(field), 'V', `${a} 0 R`), [a]: object(seal) } },
    'form: emptied': { objects: { [form]: '<< /Fields [] /SigFlags 0 >>' } },
    'form: flags cleared': { objects: { [form]: put(object(form), 'SigFlags', '0') } },
    'form: appearances wanted': { objects: { [form]: put(object(form), 'NeedAppearances', 'true') } },
    'form: XFA': { objects: { [form]: put(object(form), 'XFA', `${a} 0 R`), [a]: stream('<xdp/>') } },
    'form: default resources': { objects: { [form]: put(object(form), 'DR', `<< /Font << /F1 ${font} 0 R >> >>`) } },
    'form: seal listed twice': { objects: { [form]: put(object(form), 'Fields', `[${field} 0 R ${field} 0 R]`) } },
    'seal: dictionary rewritten': { objects: { [seal]: object(seal) } },
    'seal: moved to a new object': { objects: { ...inCatalog('Perms', `<< /DocMDP ${a} 0 R >>`), [field]: put(object(field), 'V', `${a} 0 R`), [a]: object(seal) } },
    'seal: permission raised to 3': { objects: { [seal]: object(seal).replace('/P 1', '/P 3') } },
    'catalog: permissions removed': { objects: { [catalog]: drop(object(catalog), 'Perms') } },
    'catalog: form removed': { objects: { [catalog]: drop(object(catalog), 'AcroForm') } },
    'catalog: opens with a script': { objects: inCatalog('OpenAction', script) },
    'catalog: opens another page': { objects: inCatalog('OpenAction', `[${page} 0 R /Fit]`) },
    'catalog: prints with a script': { objects: inCatalog('AA', `<< /WP ${script} >>`) },
    'catalog: another language': { objects: inCatalog('Lang', '(en)') },
    'catalog: optional content': { objects: { ...inCatalog('OCProperties', `<< /OCGs [${a} 0 R] /D << /OFF [${a} 0 R] >> >>`), [a]: '<< /Type /OCG /Name (x) >>' } },
    'catalog: named script': { objects: { [names]: put(object(names), 'JavaScript', `<< /Names [(x) ${script}] >>`) } },
    'catalog: portfolio': { objects: inCatalog('Collection', '<< /View /T >>') },
    'catalog: no structure': { objects: { [catalog]: drop(object(catalog), 'StructTreeRoot') } },
    'catalog: page labels': { objects: inCatalog('PageLabels', '<< /Nums [0 << /P (Kopie) >>] >>') },
    'catalog: base address': { objects: inCatalog('URI', '<< /Base (https://evil.example) >>') },
    'catalog: version': { objects: inCatalog('Version', '/2.0') },
    'catalog: unknown extension': { objects: inCatalog('Extensions', '<< /EVIL << /BaseVersion /1.7 /ExtensionLevel 1 >> >>') },
    'catalog: extension with an action': { objects: inCatalog('Extensions', `<< /ESIC << /BaseVersion /1.7 /ExtensionLevel ${script} >> >>`) },
    'catalog: viewer hides its bars': { objects: inCatalog('ViewerPreferences', '<< /HideToolbar true >>') },
    'attachment replaced': { objects: { [file]: stream('{}', '/Type /EmbeddedFile\n') } },
    'attachment renamed': { objects: { [spec]: object(spec).replaceAll(/\(([a-z]+)\.json\)/g, '(x$1.json)') } },
    'attachment added': { objects: { [names]: object(names).replace('/Names [\n    (', `/Names [ (a.json) ${a} 0 R\n (`), [a]: put(object(spec), 'Desc', '(x)') } },
    'attachment list emptied': { objects: { ...inCatalog('AF', '[]') } },
    'document title in Info': { objects: { [info]: put(object(info), 'Title', '(Iets anders)') } },
    'title behind Info in an object': { objects: { [info]: put(object(info), 'Title', `${a} 0 R`), [a]: '(Iets anders)' } },
    'author in Info': { objects: { [info]: put(object(info), 'Author', '(Iemand anders)') } },
    'metadata: another title': { objects: { [metadata]: metadataWith(object(metadata), (xml) => xml.replace('Machtiging', 'Intrekking')) } },
    'metadata: a second title': { objects: { [metadata]: metadataWith(object(metadata), (xml) => xml.replace('</rdf:RDF>', '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="Anders"/></rdf:RDF>')) } },
    'metadata: title under another prefix': { objects: { [metadata]: metadataWith(object(metadata), (xml) => xml.replace('</rdf:RDF>', '<rdf:Description xmlns:d2="http://purl.org/dc/elements/1.1/" d2:title="Anders"/></rdf:RDF>')) } },
    'metadata: no longer PDF/A': { objects: { [metadata]: metadataWith(object(metadata), (xml) => xml.replace(/<pdfaid:part>3/, '<pdfaid:part>1')) } },
    'metadata: with a document type': { objects: { [metadata]: metadataWith(object(metadata), (xml) => `<!DOCTYPE x [<!ENTITY e "x">]>${xml}`) } },
    'font: other characters behind the glyphs': { objects: { [unicode]: put(object(unicode), 'ToUnicode', `${a} 0 R`), [a]: stream('/CIDInit /ProcSet findresource begin end') } },
    'font: object replaced': { objects: { [font]: put(object(font), 'Encoding', '/Identity-V') } },
    'structure: role map': { objects: { [struct]: put(object(struct), 'RoleMap', '<< /H1 /Artifact >>') } },
    'colour: another intent': { objects: { [intent]: put(object(intent), 'S', '/GTS_PDFX') } },
    'trailer: another root': { objects: { [a]: object(catalog) }, trailer: { Root: `${a} 0 R` } },
    'trailer: another Info': { objects: { [a]: object(info) }, trailer: { Info: `${a} 0 R` } },
    'trailer: encrypted': { objects: { [a]: '<< /Filter /Standard /V 1 /R 2 /P -4 /O () /U () >>' }, trailer: { Encrypt: `${a} 0 R` } },
    'trailer: another identifier': { objects: inCatalog('DSS', '<< >>'), trailer: { ID: '[<00> <00>]' } },
    'trailer: no identifier': { objects: inCatalog('DSS', '<< >>'), trailer: { ID: null } },
    'trailer: no Prev': { objects: inCatalog('DSS', '<< >>'), trailer: { Prev: null } },
    'trailer: Prev to the middle': { objects: inCatalog('DSS', '<< >>'), trailer: { Prev: `${Math.floor(target.startxref / 2)}` } },
    'trailer: Prev to itself': { objects: inCatalog('DSS', '<< >>'), trailer: { Prev: `${target.bytes.length}` } },
    'trailer: hybrid table': { objects: inCatalog('DSS', '<< >>'), trailer: { XRefStm: '15' } },
    'trailer: Size too small': { objects: inCatalog('DSS', '<< >>'), trailer: { Size: '5' } },
    'trailer: Size enormous': { objects: inCatalog('DSS', '<< >>'), trailer: { Size: '2000000000' } },
    'table: object freed': { objects: {}, rows: { [contents]: 'free' } },
    'table: seal freed': { objects: {}, rows: { [seal]: 'free' } },
    'table: offset into an older object': { objects: {}, rows: { [contents]: target.base.objects.get(file)?.from ?? 0 } },
    'table: offset into the seal': { objects: {}, rows: { [contents]: target.text.indexOf('/Contents<') + 20 } },
    'table: row without object': { objects: inCatalog('DSS', '<< >>'), rows: { [a]: 100 } },
    'table: object not listed': { objects: { ...inCatalog('DSS', '<< >>'), [a]: stream(lie) }, unlisted: [a] },
    'object without a purpose': { objects: { [a]: stream(lie) } },
    'object after the end mark': { objects: inCatalog('DSS', '<< >>'), after: `${a} 0 obj\n${stream(lie)}\nendobj\n` },
    'comment before the update': { objects: inCatalog('DSS', '<< >>'), before: '% hidden\n' },
    'white space before the update': { objects: inCatalog('DSS', '<< >>'), before: ' '.repeat(200) },
    'DSS: with an action': { objects: inCatalog('DSS', `<< /Certs [] /AA << /O ${script} >> >>`) },
    'DSS: not a certificate': { objects: { ...inCatalog('DSS', `<< /Certs [${a} 0 R] >>`), [a]: stream(lie) } },
    'DSS: names page content': { objects: { ...inCatalog('DSS', `<< /Certs [${contents} 0 R] >>`), [contents]: stream('0\u0000') } },
    'DSS: unknown filter': { objects: { ...inCatalog('DSS', `<< /Certs [${a} 0 R] >>`), [a]: stream('0\u0000', '/Filter /LZWDecode\n') } },
    'DSS: stream from outside': { objects: { ...inCatalog('DSS', `<< /Certs [${a} 0 R] >>`), [a]: stream('0\u0000', '/F (x.bin)\n') } },
    'DSS: odd VRI': { objects: inCatalog('DSS', `<< /VRI << /x << /Cert [] >> >> >>`) },
    'DSS: reference to itself': { objects: { ...inCatalog('DSS', `${a} 0 R`), [a]: `<< /Certs ${a} 0 R >>` } },
    'DSS: catalog entry twice': { objects: { [catalog]: object(catalog).replace('<<', '<<\n/DSS << >>\n/DSS << >>') } },
    'catalog: key spelled twice': { objects: { [catalog]: object(catalog).replace('<<', '<<\n/DSS << >>\n/P#61ges 9 0 R') } },
    'second signature: approval': { objects: asField(`${blind}/V ${b} 0 R\n`, { [b]: put(drop(object(seal), 'Reference'), 'M', '(D:20261123150000Z)') }) },
    'second signature: certifying': { objects: asField(`${blind}/V ${b} 0 R\n`, { [b]: object(seal) }) },
    'second signature: named Seal': { objects: asField(`${blind.replace('(Stamp)', '(Seal)')}/V ${b} 0 R\n`, { [b]: object(seal) }) },
    'time stamp: empty': { objects: asField(`${blind}/V ${b} 0 R\n`, { [b]: '<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /Contents <00> /ByteRange [0 1 2 3] >>' }) },
    'time stamp: the seal again': { objects: asField(`${blind}/V ${b} 0 R\n`, { [b]: object(seal).replace('/Type/Sig', '/Type/DocTimeStamp').replace('ETSI.CAdES.detached', 'ETSI.RFC3161').replace(/\/Reference\[[\s\S]*\]/, '') }) },
    'time stamp: visible': { objects: asField(`${blind.replace('[0 0 0 0]', '[0 0 500 500]')}/V ${b} 0 R\n/AP << /N ${c} 0 R >>\n`, { [b]: object(seal), [c]: stream(white) }) },
  } // prettier-ignore
  const made = Object.entries(cases).map(([name, update]) => ({
    name: `update: ${name}`,
    bytes: withUpdate(target, update),
  }))
  const odd: Forgery[] = [
    { name: 'update: cross-reference stream', bytes: bytesOf(`${target.text}${a} 0 obj\n<< /Type /XRef /Size ${a + 1} /W [1 4 1] /Root ${catalog} 0 R /Prev ${target.startxref} /Length 6 >>\nstream\n\u0000\u0000\u0000\u0000\u0000\u0000\nendstream\nendobj\nstartxref\n${target.bytes.length}\n%%EOF\n`) },
    { name: 'update: object stream', bytes: withUpdate(target, { objects: { [a]: stream(`${contents} 0 ${stream(lie)}`, '/Type /ObjStm\n/N 1\n/First 6\n') } }) },
    { name: 'update: another whole document behind', bytes: bytesOf(target.text + target.text) },
    { name: 'update: startxref of the old table', bytes: bytesOf(latin(withUpdate(target, { objects: { [contents]: stream(lie) } })).replace(/startxref\n\d+\n%%EOF\n$/, `startxref\n${target.startxref}\n%%EOF\n`)) },
    { name: 'update: no end mark', bytes: bytesOf(latin(withUpdate(target, { objects: inCatalog('DSS', '<< >>') })).slice(0, -6)) },
    { name: 'update: object twice', bytes: bytesOf(latin(withUpdate(target, { objects: inCatalog('DSS', '<< >>'), before: `${contents} 0 obj\n${stream(lie)}\nendobj\n${contents} 0 obj\n${stream(lie)}\nendobj\n` }))) },
    { name: 'update: generation 1', bytes: bytesOf(latin(withUpdate(target, { objects: { [contents]: stream(lie) } })).replace(new RegExp(`\\n${contents} 0 obj(?![\\s\\S]*\\n${contents} 0 obj)`), `\n${contents} 1 obj`)) },
  ] // prettier-ignore
  return [...made, ...odd]
}

function metadataWith(object: string, change: (xml: string) => string): string {
  const xml = /stream\n([\s\S]*)\nendstream/.exec(object)?.[1] ?? ''
  return stream(change(xml), '/Type /Metadata\n/Subtype /XML\n')
}
