//! The table of diagnostic codes, each with its page in `codes/`.
//!
//! Codes are stable: a code that is no longer given keeps its page. R00x files and keys, R01x steps and data, R02x names,
//! R03x literals, R04x expressions, R05x the graph, R06x people and messages, R07x the act, R08x-R09x other files, R10x
//! choices, joins and repetitions, R11x many and calls, R12x events, errors, compensation and correlation, R13x services
//! and publications, R14x people, R15x acts about terms, R160-R164 the directory, R165-R174 files, checklists and
//! milestones, R198-R199 digests, R20x-R21x what is proved.

/// Every code with its page: Russian first, a short English section last.
pub const CODES: &[(&str, &str)] = &[
    ("R001", include_str!("codes/R001.md")),
    ("R002", include_str!("codes/R002.md")),
    ("R003", include_str!("codes/R003.md")),
    ("R004", include_str!("codes/R004.md")),
    ("R005", include_str!("codes/R005.md")),
    ("R006", include_str!("codes/R006.md")),
    ("R007", include_str!("codes/R007.md")),
    ("R008", include_str!("codes/R008.md")),
    ("R009", include_str!("codes/R009.md")),
    ("R010", include_str!("codes/R010.md")),
    ("R011", include_str!("codes/R011.md")),
    ("R012", include_str!("codes/R012.md")),
    ("R013", include_str!("codes/R013.md")),
    ("R014", include_str!("codes/R014.md")),
    ("R015", include_str!("codes/R015.md")),
    ("R016", include_str!("codes/R016.md")),
    ("R020", include_str!("codes/R020.md")),
    ("R021", include_str!("codes/R021.md")),
    ("R022", include_str!("codes/R022.md")),
    ("R023", include_str!("codes/R023.md")),
    ("R024", include_str!("codes/R024.md")),
    ("R025", include_str!("codes/R025.md")),
    ("R026", include_str!("codes/R026.md")),
    ("R027", include_str!("codes/R027.md")),
    ("R028", include_str!("codes/R028.md")),
    ("R029", include_str!("codes/R029.md")),
    ("R030", include_str!("codes/R030.md")),
    ("R031", include_str!("codes/R031.md")),
    ("R032", include_str!("codes/R032.md")),
    ("R033", include_str!("codes/R033.md")),
    ("R034", include_str!("codes/R034.md")),
    ("R040", include_str!("codes/R040.md")),
    ("R041", include_str!("codes/R041.md")),
    ("R042", include_str!("codes/R042.md")),
    ("R043", include_str!("codes/R043.md")),
    ("R044", include_str!("codes/R044.md")),
    ("R050", include_str!("codes/R050.md")),
    ("R051", include_str!("codes/R051.md")),
    ("R052", include_str!("codes/R052.md")),
    ("R053", include_str!("codes/R053.md")),
    ("R054", include_str!("codes/R054.md")),
    ("R060", include_str!("codes/R060.md")),
    ("R061", include_str!("codes/R061.md")),
    ("R062", include_str!("codes/R062.md")),
    ("R063", include_str!("codes/R063.md")),
    ("R064", include_str!("codes/R064.md")),
    ("R065", include_str!("codes/R065.md")),
    ("R070", include_str!("codes/R070.md")),
    ("R071", include_str!("codes/R071.md")),
    ("R072", include_str!("codes/R072.md")),
    ("R073", include_str!("codes/R073.md")),
    ("R074", include_str!("codes/R074.md")),
    ("R080", include_str!("codes/R080.md")),
    ("R081", include_str!("codes/R081.md")),
    ("R090", include_str!("codes/R090.md")),
    ("R091", include_str!("codes/R091.md")),
    ("R100", include_str!("codes/R100.md")),
    ("R101", include_str!("codes/R101.md")),
    ("R102", include_str!("codes/R102.md")),
    ("R103", include_str!("codes/R103.md")),
    ("R104", include_str!("codes/R104.md")),
    ("R105", include_str!("codes/R105.md")),
    ("R106", include_str!("codes/R106.md")),
    ("R107", include_str!("codes/R107.md")),
    ("R108", include_str!("codes/R108.md")),
    ("R109", include_str!("codes/R109.md")),
    ("R110", include_str!("codes/R110.md")),
    ("R111", include_str!("codes/R111.md")),
    ("R112", include_str!("codes/R112.md")),
    ("R113", include_str!("codes/R113.md")),
    ("R114", include_str!("codes/R114.md")),
    ("R120", include_str!("codes/R120.md")),
    ("R121", include_str!("codes/R121.md")),
    ("R122", include_str!("codes/R122.md")),
    ("R123", include_str!("codes/R123.md")),
    ("R124", include_str!("codes/R124.md")),
    ("R125", include_str!("codes/R125.md")),
    ("R126", include_str!("codes/R126.md")),
    ("R127", include_str!("codes/R127.md")),
    ("R130", include_str!("codes/R130.md")),
    ("R131", include_str!("codes/R131.md")),
    ("R132", include_str!("codes/R132.md")),
    ("R133", include_str!("codes/R133.md")),
    ("R140", include_str!("codes/R140.md")),
    ("R141", include_str!("codes/R141.md")),
    ("R142", include_str!("codes/R142.md")),
    ("R143", include_str!("codes/R143.md")),
    ("R144", include_str!("codes/R144.md")),
    ("R145", include_str!("codes/R145.md")),
    ("R150", include_str!("codes/R150.md")),
    ("R151", include_str!("codes/R151.md")),
    ("R152", include_str!("codes/R152.md")),
    ("R153", include_str!("codes/R153.md")),
    ("R160", include_str!("codes/R160.md")),
    ("R161", include_str!("codes/R161.md")),
    ("R162", include_str!("codes/R162.md")),
    ("R163", include_str!("codes/R163.md")),
    ("R164", include_str!("codes/R164.md")),
    ("R165", include_str!("codes/R165.md")),
    ("R166", include_str!("codes/R166.md")),
    ("R167", include_str!("codes/R167.md")),
    ("R198", include_str!("codes/R198.md")),
    ("R199", include_str!("codes/R199.md")),
    ("R200", include_str!("codes/R200.md")),
    ("R201", include_str!("codes/R201.md")),
    ("R202", include_str!("codes/R202.md")),
    ("R203", include_str!("codes/R203.md")),
    ("R204", include_str!("codes/R204.md")),
    ("R205", include_str!("codes/R205.md")),
    ("R206", include_str!("codes/R206.md")),
    ("R207", include_str!("codes/R207.md")),
    ("R208", include_str!("codes/R208.md")),
    ("R209", include_str!("codes/R209.md")),
    ("R210", include_str!("codes/R210.md")),
    ("R211", include_str!("codes/R211.md")),
    ("R212", include_str!("codes/R212.md")),
    ("R213", include_str!("codes/R213.md")),
    ("R214", include_str!("codes/R214.md")),
    ("R220", include_str!("codes/R220.md")),
    ("R225", include_str!("codes/R225.md")),
    ("R226", include_str!("codes/R226.md")),
];

/// The page that explains a code, in Markdown.
pub fn explain(code: &str) -> Option<&'static str> {
    CODES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(code))
        .map(|(_, page)| *page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_about_its_code_in_both_languages() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
        for (code, page) in CODES {
            assert!(page.starts_with(&format!("# {code}. ")), "{code}");
            assert!(page.contains("\n## "), "{code} has no English section");
        }
        assert!(explain("r005").is_some_and(|page| page.contains("опечатка")));
        assert_eq!(explain("R999"), None);
    }
}
