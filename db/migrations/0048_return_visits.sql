CREATE TABLE "return_visit" (
	"id" text PRIMARY KEY NOT NULL,
	"occasion_id" text NOT NULL,
	"status" text NOT NULL,
	"ask_at" timestamp(3) with time zone NOT NULL,
	"asked_at" timestamp(3) with time zone,
	"list_at" timestamp(3) with time zone,
	"listed_at" timestamp(3) with time zone,
	"returner_id" text,
	"tries" smallint DEFAULT 0 NOT NULL,
	"outcome" text,
	"way" text,
	"words" text,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "return_visit_occasion_id_unique" UNIQUE("occasion_id"),
	CONSTRAINT "return_visit_status" CHECK ("return_visit"."status" in ('asked', 'listed', 'answered', 'not_reached')),
	CONSTRAINT "return_visit_outcome" CHECK ("return_visit"."outcome" in ('solved', 'not_solved', 'declined')),
	CONSTRAINT "return_visit_way" CHECK ("return_visit"."way" in ('in_app', 'phone')),
	CONSTRAINT "return_visit_answered_whole" CHECK (("return_visit"."status" = 'answered') = ("return_visit"."outcome" is not null) and ("return_visit"."outcome" is null) = ("return_visit"."way" is null)),
	CONSTRAINT "return_visit_ended" CHECK (("return_visit"."status" in ('answered', 'not_reached')) = ("return_visit"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "return_visit_event" (
	"return_id" text NOT NULL,
	"seq" smallint NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"text" text,
	CONSTRAINT "return_visit_event_return_id_seq_pk" PRIMARY KEY("return_id","seq"),
	CONSTRAINT "return_visit_event_action" CHECK ("return_visit_event"."action" in ('ask', 'answer', 'list', 'entrust', 'reveal', 'reach', 'miss')),
	CONSTRAINT "return_visit_event_status" CHECK ("return_visit_event"."status" in ('asked', 'listed', 'answered', 'not_reached'))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "return_visit" ADD CONSTRAINT "return_visit_occasion_id_rating_occasion_id_fk" FOREIGN KEY ("occasion_id") REFERENCES "public"."rating_occasion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_visit" ADD CONSTRAINT "return_visit_returner_id_person_id_fk" FOREIGN KEY ("returner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_visit_event" ADD CONSTRAINT "return_visit_event_return_id_return_visit_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."return_visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_visit_event" ADD CONSTRAINT "return_visit_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "return_visit_to_ask" ON "return_visit" USING btree ("ask_at") WHERE "return_visit"."status" = 'asked' and "return_visit"."list_at" is null;--> statement-breakpoint
CREATE INDEX "return_visit_to_list" ON "return_visit" USING btree ("list_at") WHERE "return_visit"."status" = 'asked' and "return_visit"."list_at" is not null;--> statement-breakpoint
CREATE INDEX "return_visit_listed" ON "return_visit" USING btree ("returner_id","listed_at") WHERE "return_visit"."status" = 'listed';--> statement-breakpoint
CREATE INDEX "return_visit_called" ON "return_visit" USING btree ("ended_at") WHERE "return_visit"."ended_at" is not null and "return_visit"."listed_at" is not null;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'appointment_accepted', 'appointment_incomplete', 'appointment_gap_due', 'appointment_ready', 'appointment_discontinued', 'no_show_excused', 'no_show_not_excused', 'staff_no_show_explained', 'staff_acceptance_overdue', 'staff_gap_overdue', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_handed_on', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed', 'relative_added', 'relative_ended', 'urgent_taken', 'urgent_met', 'urgent_not_possible', 'staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn', 'staff_digest', 'complaint_answered', 'staff_complaint_filed', 'staff_complaint_late', 'consultation_answered', 'staff_consultation_asked', 'staff_consultation_late', 'staff_knowledge_review', 'return_asked', 'return_not_solved', 'staff_return_listed', 'rating_remedied', 'staff_low_rating', 'staff_remedy_overdue', 'staff_remedy_appealed', 'staff_remedy_reviewed'));