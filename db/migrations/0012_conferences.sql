CREATE TABLE "case_conference" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"convened_by" text NOT NULL,
	"convened_at" timestamp(3) with time zone NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"place" text NOT NULL,
	"questions" text NOT NULL,
	"status" text NOT NULL,
	"decision" text,
	"outward" text,
	"ended_by" text,
	"ended_at" timestamp(3) with time zone,
	"cancel_reason" text,
	CONSTRAINT "case_conference_status" CHECK ("case_conference"."status" in ('convened', 'decided', 'cancelled')),
	CONSTRAINT "case_conference_decided_whole" CHECK (("case_conference"."status" = 'decided') = ("case_conference"."decision" is not null and "case_conference"."outward" is not null)),
	CONSTRAINT "case_conference_ended" CHECK (("case_conference"."status" = 'convened') = ("case_conference"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "case_task" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"origin" text NOT NULL,
	"conference_id" text,
	"what" text NOT NULL,
	"owner_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"given_by" text,
	"given_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"explanation" jsonb NOT NULL,
	"state" text NOT NULL,
	"result" text,
	"ended_by" text,
	"ended_at" timestamp(3) with time zone,
	"warned" text,
	"warn_at" timestamp(3) with time zone,
	CONSTRAINT "case_task_state" CHECK ("case_task"."state" in ('open', 'done', 'dropped')),
	CONSTRAINT "case_task_origin" CHECK ("case_task"."origin" in ('conference', 'coordination')),
	CONSTRAINT "case_task_of_conference" CHECK (("case_task"."origin" = 'conference') = ("case_task"."conference_id" is not null)),
	CONSTRAINT "case_task_done_whole" CHECK (("case_task"."state" = 'done') = ("case_task"."result" is not null)),
	CONSTRAINT "case_task_ended" CHECK (("case_task"."state" = 'open') = ("case_task"."ended_at" is null)),
	CONSTRAINT "case_task_warned" CHECK ("case_task"."warned" in ('owner', 'unit_head', 'supervisor', 'leader')),
	CONSTRAINT "case_task_warns_open" CHECK ("case_task"."state" = 'open' or "case_task"."warn_at" is null)
);
--> statement-breakpoint
CREATE TABLE "conference_unit" (
	"conference_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"attendance" text DEFAULT 'invited' NOT NULL,
	"attended" boolean,
	"opinion" text,
	"opinion_by" text,
	"opinion_at" timestamp(3) with time zone,
	CONSTRAINT "conference_unit_conference_id_unit_id_pk" PRIMARY KEY("conference_id","unit_id"),
	CONSTRAINT "conference_unit_attendance" CHECK ("conference_unit"."attendance" in ('invited', 'coming', 'written')),
	CONSTRAINT "conference_unit_opinion_whole" CHECK (("conference_unit"."opinion" is null) = ("conference_unit"."opinion_at" is null) and ("conference_unit"."opinion" is null) = ("conference_unit"."opinion_by" is null))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "case_conference" ADD CONSTRAINT "case_conference_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_conference" ADD CONSTRAINT "case_conference_convened_by_person_id_fk" FOREIGN KEY ("convened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_conference" ADD CONSTRAINT "case_conference_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_task" ADD CONSTRAINT "case_task_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_task" ADD CONSTRAINT "case_task_conference_id_case_conference_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."case_conference"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_task" ADD CONSTRAINT "case_task_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_task" ADD CONSTRAINT "case_task_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_task" ADD CONSTRAINT "case_task_given_by_person_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_task" ADD CONSTRAINT "case_task_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_unit" ADD CONSTRAINT "conference_unit_conference_id_case_conference_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."case_conference"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_unit" ADD CONSTRAINT "conference_unit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_unit" ADD CONSTRAINT "conference_unit_opinion_by_person_id_fk" FOREIGN KEY ("opinion_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_conference_one_convened" ON "case_conference" USING btree ("case_id") WHERE "case_conference"."status" = 'convened';--> statement-breakpoint
CREATE INDEX "case_conference_case" ON "case_conference" USING btree ("case_id","convened_at");--> statement-breakpoint
CREATE INDEX "case_task_case" ON "case_task" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_task_owner_open" ON "case_task" USING btree ("owner_id","due_at","id") WHERE "case_task"."state" = 'open';--> statement-breakpoint
CREATE INDEX "case_task_unit_open" ON "case_task" USING btree ("unit_id","due_at","id") WHERE "case_task"."state" = 'open';--> statement-breakpoint
CREATE INDEX "case_task_warn" ON "case_task" USING btree ("warn_at") WHERE "case_task"."warn_at" is not null;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'ticket_called', 'appointment_fulfilled', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_withdrawn', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed'));