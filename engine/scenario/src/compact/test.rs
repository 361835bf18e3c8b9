//! Compact lines about tests: what was drawn, answered and scored, by ids alone.

use reglament_core::{Event, TestEvent};

/// The line of an event about a test; none for other events.
pub(crate) fn test_line(event: &Event) -> Option<String> {
    let Event::Test(event) = event else {
        return None;
    };
    Some(match event {
        TestEvent::Opened {
            step,
            bank,
            ends_at,
            questions,
            ..
        } => {
            let ids: Vec<&str> = questions.iter().map(|q| q.question.as_str()).collect();
            let ends = ends_at.format("%Y-%m-%dT%H:%MZ");
            format!(
                "TestOpened {step} from {bank} until {ends}: {}",
                ids.join(" ")
            )
        }
        TestEvent::AnswerSaved {
            step,
            question,
            answer,
        } => format!("AnswerSaved {step} {question} = {}", answer.join(", ")),
        TestEvent::Closed {
            step,
            how,
            correct,
            total,
            ..
        } => format!("TestClosed {step} {}: {correct} of {total}", how.word()),
        TestEvent::Missed { step } => format!("TestMissed {step}"),
        TestEvent::Regraded {
            step,
            rulings,
            correct,
            ..
        } => {
            let ids: Vec<&str> = rulings.iter().map(|r| r.question.as_str()).collect();
            format!("TestRegraded {step} by {}: {correct}", ids.join(", "))
        }
    })
}
