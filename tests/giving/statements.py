"""Statements as banks make them."""

from __future__ import annotations

CSV = (
    '"Buchungstag";"Betrag";"Währung";"Auftraggeber";"Verwendungszweck"\r\n'
    '"20.11.2026";"25,00";"EUR";"Dora Reader";"SVWZ+{one} Danke"\r\n'
    '"21.11.2026";"-12,00";"EUR";"Invented Power Co";"Strom"\r\n'
    '"22.11.2026";"1.250,50";"EUR";"Somebody Else";"ohne alles"\r\n'
)

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Ntry><NtryRef>N1</NtryRef><Amt Ccy="EUR">25.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
 <BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><TxDtls>
 <RltdPties><Dbtr><Pty><Nm>Dora Reader</Nm></Pty></Dbtr></RltdPties>
 <RmtInf><Strd><CdtrRefInf><Ref>{one}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
 <BookgDt><Dt>2026-11-20</Dt></BookgDt></Ntry>
<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
 <BookgDt><Dt>2026-11-21</Dt></BookgDt> <AcctSvcrRef>B2</AcctSvcrRef><NtryDtls>
 <TxDtls><Amt Ccy="EUR">10.00</Amt><RmtInf><Ustrd>{two}</Ustrd></RmtInf></TxDtls>
 <TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">20.00</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>no idea</Ustrd></RmtInf></TxDtls>
 </NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
 <BookgDt><Dt>2026-11-22</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"""
