//! Messages in the mailbox for undelivered letters: whatever a stranger sends, only bounded facts come out.

use reglament_mail::read_reports;

pub(super) const WORDS: &[&str] = &[
    "Content-Type: multipart/report; boundary=\"b\"\n",
    "--b\n",
    "--b--\n",
    "Content-Type: message/delivery-status\n\n",
    "Action: failed\n",
    "Status: 5.1.1\n",
    "Final-Recipient: rfc822; a@example.ru\n",
    "Original-Recipient: ",
    "Message-ID: <reglament.",
    "_2f",
    "@edu.example.ru>\n",
    "Diagnostic-Code: smtp; 550 no\n",
    "Content-Transfer-Encoding: base64\n",
    "quoted-printable",
    "=3D",
    "=\n",
    "Content-Type: message/rfc822\n\n",
    "In-Reply-To: <reglament.a@b>\n",
    "\n\n",
];

pub(super) fn run(bytes: &[u8]) {
    let reports = read_reports(bytes);
    assert!(reports.len() <= 20, "{} reports", reports.len());
    for report in &reports {
        assert!(report.letter.len() <= 80, "{report:?}");
        assert!(
            report.reason.chars().count() <= 4_096 && report.address.len() <= bytes.len() * 3,
            "{report:?}"
        );
        assert!(
            !report.is_hard() || report.failed && report.status.starts_with("5."),
            "{report:?}"
        );
    }
    assert_eq!(reports, read_reports(bytes));
}
