CREATE TABLE "rectification" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"status" text NOT NULL,
	"hazard" text NOT NULL,
	"place" text NOT NULL,
	"ordered_by" text NOT NULL,
	"ordered_at" timestamp(3) with time zone NOT NULL,
	"ordered_seq" integer NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"explanation" jsonb NOT NULL,
	"warned_at" timestamp(3) with time zone,
	"times_returned" smallint DEFAULT 0 NOT NULL,
	"reported_by" text,
	"reported_at" timestamp(3) with time zone,
	"reported_seq" integer,
	"report" text,
	"ended_by" text,
	"ended_at" timestamp(3) with time zone,
	"finding" text,
	CONSTRAINT "rectification_status" CHECK ("rectification"."status" in ('ordered', 'reported', 'passed', 'cancelled')),
	CONSTRAINT "rectification_reported_whole" CHECK ("rectification"."status" not in ('reported', 'passed') or ("rectification"."reported_by" is not null and "rectification"."reported_seq" is not null)),
	CONSTRAINT "rectification_ended_whole" CHECK (("rectification"."status" in ('passed', 'cancelled')) = ("rectification"."ended_at" is not null and "rectification"."ended_by" is not null)),
	CONSTRAINT "rectification_not_own" CHECK ("rectification"."status" <> 'passed' or "rectification"."ended_by" <> "rectification"."reported_by")
);
--> statement-breakpoint
ALTER TABLE "case_party" DROP CONSTRAINT "case_party_role";--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_ordered_by_person_id_fk" FOREIGN KEY ("ordered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_reported_by_person_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rectification_case" ON "rectification" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "rectification_open" ON "rectification" USING btree ("due_at") WHERE "rectification"."status" in ('ordered', 'reported');--> statement-breakpoint
CREATE INDEX "rectification_passed" ON "rectification" USING btree ("ended_at") WHERE "rectification"."status" = 'passed';--> statement-breakpoint
ALTER TABLE "case_party" ADD CONSTRAINT "case_party_role" CHECK ("case_party"."role" in ('referral', 'assistance', 'conference', 'rectification'));--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed'));