CREATE TABLE "home_visit" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"enterprise_id" text NOT NULL,
	"kind" text NOT NULL,
	"need" text NOT NULL,
	"people" smallint NOT NULL,
	"item_code" text,
	"address" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"opens" text NOT NULL,
	"closes" text NOT NULL,
	"minutes" smallint NOT NULL,
	"note" text,
	"is_offered" boolean NOT NULL,
	"status" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"plan_id" text,
	"day" date,
	"seq" smallint,
	"from_at" timestamp(3) with time zone,
	"until_at" timestamp(3) with time zone,
	"arrived_at" timestamp(3) with time zone,
	"left_at" timestamp(3) with time zone,
	"people_done" smallint,
	"result" text,
	"reason" text,
	CONSTRAINT "home_visit_kind" CHECK ("home_visit"."kind" in ('booking', 'acceptance', 'delivery')),
	CONSTRAINT "home_visit_need" CHECK ("home_visit"."need" in ('many_people', 'cannot_come', 'cannot_stop_work')),
	CONSTRAINT "home_visit_status" CHECK ("home_visit"."status" in ('asked', 'approved', 'planned', 'arrived', 'done', 'declined', 'cancelled')),
	CONSTRAINT "home_visit_hours" CHECK ("home_visit"."opens" < "home_visit"."closes"),
	CONSTRAINT "home_visit_people" CHECK ("home_visit"."people" > 0 and ("home_visit"."people_done" is null or "home_visit"."people_done" between 0 and "home_visit"."people")),
	CONSTRAINT "home_visit_planned_whole" CHECK (("home_visit"."status" in ('planned', 'arrived', 'done')) = ("home_visit"."plan_id" is not null) and ("home_visit"."plan_id" is null) = ("home_visit"."day" is null)
        and ("home_visit"."plan_id" is null) = ("home_visit"."seq" is null) and ("home_visit"."plan_id" is null) = ("home_visit"."from_at" is null)),
	CONSTRAINT "home_visit_arrived" CHECK (("home_visit"."status" in ('arrived', 'done')) = ("home_visit"."arrived_at" is not null)),
	CONSTRAINT "home_visit_done_whole" CHECK (("home_visit"."status" = 'done') = ("home_visit"."result" is not null) and ("home_visit"."status" = 'done') = ("home_visit"."left_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "home_visit_event" (
	"visit_id" text NOT NULL,
	"seq" smallint NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"text" text,
	CONSTRAINT "home_visit_event_visit_id_seq_pk" PRIMARY KEY("visit_id","seq"),
	CONSTRAINT "home_visit_event_action" CHECK ("home_visit_event"."action" in ('ask', 'approve', 'decline', 'plan', 'reschedule', 'arrive', 'leave', 'cancel')),
	CONSTRAINT "home_visit_event_status" CHECK ("home_visit_event"."status" in ('asked', 'approved', 'planned', 'arrived', 'done', 'declined', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "visit_member" (
	"plan_id" text NOT NULL,
	"person_id" text NOT NULL,
	"day" date NOT NULL,
	"is_live" boolean DEFAULT true NOT NULL,
	CONSTRAINT "visit_member_plan_id_person_id_pk" PRIMARY KEY("plan_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "visit_plan" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"day" date NOT NULL,
	"leaves_at" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"equipment" jsonb NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"cancelled_at" timestamp(3) with time zone,
	"cancel_reason" text,
	CONSTRAINT "visit_plan_cancelled_whole" CHECK (("visit_plan"."cancelled_at" is null) = ("visit_plan"."cancel_reason" is null))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_case_id_service_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."service_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_plan_id_visit_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."visit_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_visit_event" ADD CONSTRAINT "home_visit_event_visit_id_home_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."home_visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_visit_event" ADD CONSTRAINT "home_visit_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_member" ADD CONSTRAINT "visit_member_plan_id_visit_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."visit_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_member" ADD CONSTRAINT "visit_member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_plan" ADD CONSTRAINT "visit_plan_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_plan" ADD CONSTRAINT "visit_plan_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "home_visit_one_live" ON "home_visit" USING btree ("case_id") WHERE "home_visit"."status" in ('asked', 'approved', 'planned', 'arrived');--> statement-breakpoint
CREATE UNIQUE INDEX "home_visit_one_stop" ON "home_visit" USING btree ("plan_id","seq") WHERE "home_visit"."plan_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "home_visit_one_team" ON "home_visit" USING btree ("enterprise_id","day") WHERE "home_visit"."status" in ('planned', 'arrived');--> statement-breakpoint
CREATE INDEX "home_visit_enterprise" ON "home_visit" USING btree ("enterprise_id","asked_at");--> statement-breakpoint
CREATE INDEX "home_visit_waiting" ON "home_visit" USING btree ("status","asked_at") WHERE "home_visit"."status" in ('asked', 'approved');--> statement-breakpoint
CREATE UNIQUE INDEX "visit_member_one_team" ON "visit_member" USING btree ("person_id","day") WHERE "visit_member"."is_live";--> statement-breakpoint
CREATE INDEX "visit_plan_unit_day" ON "visit_plan" USING btree ("unit_id","day");--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_reminder_day', 'appointment_reminder_soon', 'ticket_called', 'appointment_fulfilled', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed'));