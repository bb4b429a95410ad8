CREATE TABLE "consultation" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"item_code" text,
	"urgent" boolean NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"status" text NOT NULL,
	"answered_at" timestamp(3) with time zone,
	"late_told_for" timestamp(3) with time zone,
	CONSTRAINT "consultation_status" CHECK ("consultation"."status" in ('asked', 'answered', 'closed')),
	CONSTRAINT "consultation_answered" CHECK ("consultation"."status" <> 'answered' or "consultation"."answered_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "consultation_event" (
	"consultation_id" text NOT NULL,
	"seq" smallint NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"text" text,
	CONSTRAINT "consultation_event_consultation_id_seq_pk" PRIMARY KEY("consultation_id","seq"),
	CONSTRAINT "consultation_event_action" CHECK ("consultation_event"."action" in ('ask', 'answer', 'ask_on', 'close')),
	CONSTRAINT "consultation_event_status" CHECK ("consultation_event"."status" in ('asked', 'answered', 'closed'))
);
--> statement-breakpoint
ALTER TABLE "stored_file" DROP CONSTRAINT "stored_file_attached";--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "rating_occasion" DROP CONSTRAINT "rating_occasion_subject";--> statement-breakpoint
ALTER TABLE "stored_file" ADD COLUMN "consultation_id" text;--> statement-breakpoint
ALTER TABLE "stored_file" ADD COLUMN "consultation_seq" smallint;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_event" ADD CONSTRAINT "consultation_event_consultation_id_consultation_id_fk" FOREIGN KEY ("consultation_id") REFERENCES "public"."consultation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_event" ADD CONSTRAINT "consultation_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consultation_person" ON "consultation" USING btree ("person_id","asked_at");--> statement-breakpoint
CREATE INDEX "consultation_unit" ON "consultation" USING btree ("unit_id","due_at");--> statement-breakpoint
CREATE INDEX "consultation_owner" ON "consultation" USING btree ("owner_id","due_at");--> statement-breakpoint
CREATE INDEX "consultation_waiting" ON "consultation" USING btree ("due_at") WHERE "consultation"."status" = 'asked';--> statement-breakpoint
CREATE INDEX "consultation_answered_open" ON "consultation" USING btree ("answered_at") WHERE "consultation"."status" = 'answered';--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_consultation_event" FOREIGN KEY ("consultation_id","consultation_seq") REFERENCES "public"."consultation_event"("consultation_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stored_file_consultation" ON "stored_file" USING btree ("consultation_id","consultation_seq") WHERE "stored_file"."consultation_id" is not null;--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_attached" CHECK (("stored_file"."state" = 'attached') = (num_nonnulls("stored_file"."case_id", "stored_file"."claim_id", "stored_file"."consultation_id") = 1)
        and num_nonnulls("stored_file"."case_id", "stored_file"."claim_id", "stored_file"."consultation_id") <= 1
        and ("stored_file"."case_id" is null) = ("stored_file"."case_seq" is null) and ("stored_file"."consultation_id" is null) = ("stored_file"."consultation_seq" is null));--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'appointment_accepted', 'appointment_incomplete', 'appointment_gap_due', 'appointment_ready', 'appointment_discontinued', 'no_show_excused', 'no_show_not_excused', 'staff_no_show_explained', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_handed_on', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed', 'relative_added', 'relative_ended', 'urgent_taken', 'urgent_met', 'urgent_not_possible', 'staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn', 'staff_digest', 'consultation_answered', 'staff_consultation_asked', 'staff_consultation_late', 'staff_knowledge_review'));--> statement-breakpoint
ALTER TABLE "rating_occasion" ADD CONSTRAINT "rating_occasion_subject" CHECK ("rating_occasion"."subject" in ('appointment', 'case', 'consultation'));