//! What the runtime relies on, for any store: one suite, run on every store that there is.
//!
//! A check takes `Arc<dyn Store>` and a fresh store. A store that differs would say so here; none does. What a store says
//! when it cannot be opened is in `opening`.

mod access;
mod anchors;
mod archive;
mod audit;
mod backlog;
mod commits;
mod deliveries;
mod drafts;
mod effects;
mod erasures;
mod files;
mod identities;
mod jobs;
mod lists;
mod make;
mod messages;
mod months;
mod nodes;
mod opening;
mod people;
mod plans;
mod programs;
mod sign_in;
mod subscriptions;
mod tls;
mod unsent_forms;
mod upgrade;
mod uploads;
mod views;

use std::sync::Arc;

use reglament_tests::TestDatabase;

macro_rules! contract {
    ($($area:ident: $($check:ident),+;)+) => {
        mod on_sqlite {
            $($(
                #[tokio::test]
                async fn $check() {
                    let database = super::TestDatabase::sqlite();
                    let store = database.open().await;
                    super::$area::$check(super::Arc::new(store)).await;
                }
            )+)+
        }

        mod on_postgres {
            $($(
                #[tokio::test]
                async fn $check() {
                    let database = super::TestDatabase::postgres().await;
                    let store = database.open().await;
                    super::$area::$check(super::Arc::new(store.clone())).await;
                    store.close().await;
                }
            )+)+
        }
    };
}

contract! {
    access: instances_are_chosen_by_process_unit_and_part, tasks_are_chosen_by_process_and_unit, roles_with_many_tasks_are_found_in_a_unit, a_part_is_gained_and_lost;
    anchors: links_come_in_the_order_of_commits, the_last_anchor_of_a_file_is_remembered;
    archive: what_closed_long_ago_is_moved_and_read_as_before, the_last_row_of_all_stays_and_numbers_go_on,
        a_late_command_is_moved_another_time, what_is_archived_can_be_erased, nobody_notices_a_piece;
    audit: acts_are_read_backwards;
    backlog: what_waits_is_counted_to_a_limit, an_open_store_answers;
    commits: a_commit_is_read_back, a_letter_that_is_no_letter_stops_nobody, text_is_ordered_by_its_bytes, a_second_start_conflicts, what_was_made_ready_is_written_like_any_other, a_stale_position_conflicts_and_writes_nothing,
        a_known_command_conflicts, a_number_is_given_once, a_document_is_verified_by_its_code, a_snapshot_shortens_the_tail, signals_keep_their_order,
        old_replies_are_forgotten, of_concurrent_commits_one_wins;
    deliveries: a_claim_counts_and_holds, claims_at_once_go_past_each_other, a_lost_lease_records_nothing, only_given_up_rows_are_queued_anew,
        a_document_keeps_its_bytes, letters_are_found_by_their_person;
    drafts: of_two_writers_of_a_file_one_wins, all_changes_happen_or_none, a_closed_draft_is_not_written,
        scenarios_come_and_go;
    effects: a_pause_is_remembered_until_it_ends, documents_are_claimed_past_letters;
    erasures: an_act_is_kept_under_one_number, what_has_ended_is_found_by_its_end, what_is_left_is_written_whole;
    files: a_file_keeps_its_bytes_and_who_uploaded_it, uploads_that_were_never_used_are_forgotten;
    identities: an_identity_is_one_persons, a_removed_identity_signs_nobody_in, strangers_are_few_and_forgotten;
    jobs: a_job_is_claimed_by_topic_and_held, open_jobs_are_paged_by_instance_and_number, a_lease_is_extended_only_under_its_fence,
        a_failed_job_is_free_and_keeps_its_fence, a_page_shows_what_is_current;
    lists: tasks_come_by_due_date, tasks_of_several_roles_are_merged, terms_that_were_decided_about_are_found,
        filters_are_one_persons_and_bounded, instances_come_newest_first,
        pages_meet_without_gap_or_overlap, whoever_gives_up_leaves_no_old_state, timers_come_in_order, text_is_found_in_any_case;
    people: a_task_given_by_name_is_found_under_the_name, absences_end_and_are_cancelled_but_never_lost,
        ballots_only_count, ballots_of_one_commit_are_added;
    messages: a_message_is_kept_once, a_message_is_due_when_its_key_appears_or_it_is_too_old;
    nodes: a_lease_has_one_owner, the_clock_goes_on, a_signal_is_carried_out_once, servers_are_seen_until_they_go,
        what_one_tells_is_heard;
    programs: programs_are_known_by_their_tokens;
    sign_in: sessions_end, a_changed_account_loses_its_sessions, sessions_are_listed_and_noted,
        a_new_password_keeps_one_session, a_code_is_taken_once, a_second_factor_goes_with_its_codes;
    subscriptions: notifications_are_counted_and_put_off_together;
    views: views_are_found_by_person_case_and_time, views_come_page_by_page_and_go_when_old;
    uploads: parts_follow_each_other, of_two_writers_of_a_part_one_wins, what_is_whole_becomes_a_file_and_its_parts_go,
        there_are_only_so_many_on_their_way;
    unsent_forms: a_form_is_kept_until_it_expires, a_form_that_was_sent_or_erased_takes_no_answers,
        there_are_only_so_many_forms, many_at_once_do_not_go_beyond_the_bound;
}
