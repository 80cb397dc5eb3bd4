/** The file's XMP metadata: what it is, and that it is PDF/A-3a and PDF/UA-1 at once. */

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string): string => text.replace(/[&<>"]/g, (one) => escapes[one] ?? one)

/**
 * The whole packet. PDF/A knows no `pdfuaid` by itself, so its schema is described in an extension (ISO 19005-3 section
 * 6.6.2.3).
 */
export function xmpFor(meta: { title: string; author: string; subject: string; language: string; at: Date }): string {
  const date = `${meta.at.toISOString().slice(0, 19)}Z`
  const alt = (name: string, text: string): string =>
    `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt></dc:${name}>`
  const property = (name: string, type: string, description: string): string =>
    `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name>` +
    `<pdfaProperty:valueType>${type}</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>` +
    `<pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`
  const namespaces = [
    'dc="http://purl.org/dc/elements/1.1/"',
    'xmp="http://ns.adobe.com/xap/1.0/"',
    'pdf="http://ns.adobe.com/pdf/1.3/"',
    'pdfaid="http://www.aiim.org/pdfa/ns/id/"',
    'pdfuaid="http://www.aiim.org/pdfua/ns/id/"',
    'pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"',
    'pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"',
    'pdfaProperty="http://www.aiim.org/pdfa/ns/property#"',
  ]
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" ${namespaces.map((one) => `xmlns:${one}`).join(' ')}>`,
    '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>',
    alt('title', meta.title) + alt('description', meta.subject),
    `<dc:creator><rdf:Seq><rdf:li>${xml(meta.author)}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:language><rdf:Bag><rdf:li>${meta.language}</rdf:li></rdf:Bag></dc:language>`,
    `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    '<xmp:CreatorTool>Balie</xmp:CreatorTool><pdf:Producer>Balie</pdf:Producer>',
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
    '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>',
    '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>',
    `<pdfaSchema:property><rdf:Seq>${property('part', 'Integer', 'PDF/UA version identifier')}</rdf:Seq></pdfaSchema:property>`,
    '</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('\n')
}
