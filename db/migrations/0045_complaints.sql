CREATE TABLE "complaint" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person_id" text,
	"code_hash" "bytea",
	"text" text NOT NULL,
	"unit_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"about" text,
	"about_ids" jsonb NOT NULL,
	"filed_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"status" text NOT NULL,
	"late_told_at" timestamp(3) with time zone,
	CONSTRAINT "complaint_kind" CHECK ("complaint"."kind" in ('service', 'enforcement', 'suggestion', 'not_done')),
	CONSTRAINT "complaint_status" CHECK ("complaint"."status" in ('filed', 'taken', 'answered', 'withdrawn')),
	CONSTRAINT "complaint_who" CHECK (("complaint"."person_id" is null) = ("complaint"."code_hash" is not null)),
	CONSTRAINT "complaint_not_its_own_judge" CHECK (not "complaint"."about_ids" ? "complaint"."owner_id" and "complaint"."owner_id" is distinct from "complaint"."person_id")
);
--> statement-breakpoint
CREATE TABLE "complaint_event" (
	"complaint_id" text NOT NULL,
	"seq" smallint NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"text" text,
	CONSTRAINT "complaint_event_complaint_id_seq_pk" PRIMARY KEY("complaint_id","seq"),
	CONSTRAINT "complaint_event_action" CHECK ("complaint_event"."action" in ('file', 'take', 'answer', 'withdraw')),
	CONSTRAINT "complaint_event_status" CHECK ("complaint_event"."status" in ('filed', 'taken', 'answered', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint_event" ADD CONSTRAINT "complaint_event_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint_event" ADD CONSTRAINT "complaint_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "complaint_code" ON "complaint" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "complaint_person" ON "complaint" USING btree ("person_id","filed_at");--> statement-breakpoint
CREATE INDEX "complaint_unit" ON "complaint" USING btree ("unit_id","due_at");--> statement-breakpoint
CREATE INDEX "complaint_waiting" ON "complaint" USING btree ("due_at") WHERE "complaint"."status" in ('filed', 'taken');--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'appointment_accepted', 'appointment_incomplete', 'appointment_gap_due', 'appointment_ready', 'appointment_discontinued', 'no_show_excused', 'no_show_not_excused', 'staff_no_show_explained', 'staff_acceptance_overdue', 'staff_gap_overdue', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_handed_on', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed', 'relative_added', 'relative_ended', 'urgent_taken', 'urgent_met', 'urgent_not_possible', 'staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn', 'staff_digest', 'complaint_answered', 'staff_complaint_filed', 'staff_complaint_late', 'consultation_answered', 'staff_consultation_asked', 'staff_consultation_late', 'staff_knowledge_review', 'rating_remedied', 'staff_low_rating', 'staff_remedy_overdue', 'staff_remedy_appealed', 'staff_remedy_reviewed'));