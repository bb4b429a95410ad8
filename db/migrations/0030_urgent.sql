CREATE TABLE "urgent_request" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"duty_id" text NOT NULL,
	"item_code" text,
	"why" text NOT NULL,
	"wanted_by" timestamp(3) with time zone NOT NULL,
	"phone_sealed" "bytea" NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"status" text NOT NULL,
	"taken_by" text,
	"escalated" text,
	"escalate_at" timestamp(3) with time zone,
	"answer" text,
	"answered_at" timestamp(3) with time zone,
	"meet_at" timestamp(3) with time zone,
	"place" text,
	"note" text,
	"reason" text,
	"instead" text,
	CONSTRAINT "urgent_request_status" CHECK ("urgent_request"."status" in ('asked', 'taken', 'answered', 'closed', 'withdrawn')),
	CONSTRAINT "urgent_request_escalated" CHECK ("urgent_request"."escalated" in ('unit_head', 'supervisor')),
	CONSTRAINT "urgent_request_answer" CHECK ("urgent_request"."answer" in ('met', 'not_possible')),
	CONSTRAINT "urgent_request_taken" CHECK ("urgent_request"."status" not in ('taken', 'answered', 'closed') or "urgent_request"."taken_by" is not null),
	CONSTRAINT "urgent_request_answered_whole" CHECK (("urgent_request"."answer" is null) = ("urgent_request"."answered_at" is null)
        and ("urgent_request"."answer" is not distinct from 'met') = ("urgent_request"."meet_at" is not null) and ("urgent_request"."meet_at" is null) = ("urgent_request"."place" is null)
        and ("urgent_request"."answer" is not distinct from 'not_possible') = ("urgent_request"."reason" is not null) and ("urgent_request"."reason" is null) = ("urgent_request"."instead" is null)),
	CONSTRAINT "urgent_request_answered" CHECK (("urgent_request"."status" in ('answered', 'closed') and "urgent_request"."answer" is not null) or ("urgent_request"."status" in ('asked', 'taken') and "urgent_request"."answer" is null) or "urgent_request"."status" = 'withdrawn')
);
--> statement-breakpoint
CREATE TABLE "urgent_request_event" (
	"request_id" text NOT NULL,
	"seq" smallint NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"text" text,
	CONSTRAINT "urgent_request_event_request_id_seq_pk" PRIMARY KEY("request_id","seq"),
	CONSTRAINT "urgent_request_event_action" CHECK ("urgent_request_event"."action" in ('ask', 'take', 'answer', 'close', 'withdraw', 'escalate')),
	CONSTRAINT "urgent_request_event_status" CHECK ("urgent_request_event"."status" in ('asked', 'taken', 'answered', 'closed', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "urgent_request" ADD CONSTRAINT "urgent_request_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "urgent_request" ADD CONSTRAINT "urgent_request_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "urgent_request" ADD CONSTRAINT "urgent_request_duty_id_person_id_fk" FOREIGN KEY ("duty_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "urgent_request" ADD CONSTRAINT "urgent_request_taken_by_person_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "urgent_request_event" ADD CONSTRAINT "urgent_request_event_request_id_urgent_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."urgent_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "urgent_request_event" ADD CONSTRAINT "urgent_request_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "urgent_request_one_open" ON "urgent_request" USING btree ("person_id") WHERE "urgent_request"."status" in ('asked', 'taken');--> statement-breakpoint
CREATE INDEX "urgent_request_person" ON "urgent_request" USING btree ("person_id","asked_at");--> statement-breakpoint
CREATE INDEX "urgent_request_unit" ON "urgent_request" USING btree ("unit_id","asked_at");--> statement-breakpoint
CREATE INDEX "urgent_request_duty" ON "urgent_request" USING btree ("duty_id","asked_at");--> statement-breakpoint
CREATE INDEX "urgent_request_late" ON "urgent_request" USING btree ("escalate_at") WHERE "urgent_request"."escalate_at" is not null;--> statement-breakpoint
CREATE INDEX "urgent_request_answered_open" ON "urgent_request" USING btree ("answered_at") WHERE "urgent_request"."status" = 'answered';--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'no_show_excused', 'no_show_not_excused', 'staff_no_show_explained', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed', 'urgent_taken', 'urgent_met', 'urgent_not_possible', 'staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn'));--> statement-breakpoint
-- by hand
CREATE FUNCTION urgent_request_event_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of an urgent request is not altered';
END $$;--> statement-breakpoint
CREATE TRIGGER urgent_request_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "urgent_request_event" EXECUTE FUNCTION urgent_request_event_keeps();
