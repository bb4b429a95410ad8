CREATE TABLE "notice_call" (
	"id" text PRIMARY KEY NOT NULL,
	"notice_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"hall_id" text,
	"state" text NOT NULL,
	"tries" smallint NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"until" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "notice_call_notice_id_unique" UNIQUE("notice_id"),
	CONSTRAINT "notice_call_state" CHECK ("notice_call"."state" in ('open', 'reached', 'not_reached', 'wrong_number', 'no_number', 'read', 'lapsed')),
	CONSTRAINT "notice_call_ended" CHECK (("notice_call"."state" = 'open') = ("notice_call"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "notice_call_event" (
	"call_id" text NOT NULL,
	"seq" smallint NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"state" text NOT NULL,
	"actor_id" text,
	"text" text,
	CONSTRAINT "notice_call_event_call_id_seq_pk" PRIMARY KEY("call_id","seq"),
	CONSTRAINT "notice_call_event_action" CHECK ("notice_call_event"."action" in ('list', 'reveal', 'reached', 'not_reached', 'wrong_number', 'read', 'lapse')),
	CONSTRAINT "notice_call_event_state" CHECK ("notice_call_event"."state" in ('open', 'reached', 'not_reached', 'wrong_number', 'no_number', 'read', 'lapsed'))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_state";--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "call_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "batch_for" text;--> statement-breakpoint
ALTER TABLE "notice_call" ADD CONSTRAINT "notice_call_notice_id_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_call" ADD CONSTRAINT "notice_call_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_call" ADD CONSTRAINT "notice_call_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_call_event" ADD CONSTRAINT "notice_call_event_call_id_notice_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."notice_call"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_call_event" ADD CONSTRAINT "notice_call_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_call_open" ON "notice_call" USING btree ("unit_id","until") WHERE "notice_call"."state" = 'open';--> statement-breakpoint
CREATE INDEX "notice_call_until" ON "notice_call" USING btree ("until") WHERE "notice_call"."state" = 'open';--> statement-breakpoint
CREATE INDEX "notice_call_ended_at" ON "notice_call" USING btree ("unit_id","ended_at") WHERE "notice_call"."state" <> 'open';--> statement-breakpoint
CREATE INDEX "notice_unread" ON "notice" USING btree ("person_id") WHERE "notice"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notice_subject" ON "notice" USING btree ("subject_id","created_at");--> statement-breakpoint
CREATE INDEX "notice_call_at" ON "notice" USING btree ("call_at") WHERE "notice"."call_at" is not null;--> statement-breakpoint
CREATE INDEX "outbox_batch" ON "outbox" USING btree ("batch_for","id") WHERE "outbox"."state" = 'pending' and "outbox"."batch_for" is not null;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'appointment_accepted', 'appointment_incomplete', 'appointment_gap_due', 'appointment_ready', 'appointment_discontinued', 'no_show_excused', 'no_show_not_excused', 'staff_no_show_explained', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_handed_on', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed', 'relative_added', 'relative_ended', 'urgent_taken', 'urgent_met', 'urgent_not_possible', 'staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn', 'staff_digest'));--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_state" CHECK ("outbox"."state" in ('pending', 'delivered', 'dropped', 'dead', 'unknown'));
--> statement-breakpoint
-- by hand
CREATE FUNCTION notice_call_event_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of a call is not altered';
END $$;--> statement-breakpoint
CREATE TRIGGER notice_call_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "notice_call_event" EXECUTE FUNCTION notice_call_event_keeps();
