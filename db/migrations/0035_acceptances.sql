CREATE TABLE "acceptance" (
	"id" text PRIMARY KEY NOT NULL,
	"appointment_id" text NOT NULL,
	"hall_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"status" text NOT NULL,
	"accepted_at" timestamp(3) with time zone NOT NULL,
	"promised_working_days" integer NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"explanation" jsonb NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"end_note" text,
	CONSTRAINT "acceptance_status" CHECK ("acceptance"."status" in ('open', 'completed', 'discontinued')),
	CONSTRAINT "acceptance_ended_whole" CHECK (("acceptance"."status" = 'open') = ("acceptance"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "acceptance_event" (
	"acceptance_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text NOT NULL,
	"note" text,
	CONSTRAINT "acceptance_event_acceptance_id_seq_pk" PRIMARY KEY("acceptance_id","seq"),
	CONSTRAINT "acceptance_event_action" CHECK ("acceptance_event"."action" in ('accept', 'supply', 'complete', 'discontinue')),
	CONSTRAINT "acceptance_event_status" CHECK ("acceptance_event"."status" in ('open', 'completed', 'discontinued'))
);
--> statement-breakpoint
CREATE TABLE "acceptance_gap" (
	"acceptance_id" text NOT NULL,
	"material_id" text NOT NULL,
	"name" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"promise" text NOT NULL,
	"supply_by" date NOT NULL,
	"reminded_at" timestamp(3) with time zone,
	"supplied_at" timestamp(3) with time zone,
	"supplied_to" text,
	CONSTRAINT "acceptance_gap_acceptance_id_material_id_pk" PRIMARY KEY("acceptance_id","material_id"),
	CONSTRAINT "acceptance_gap_reason" CHECK ("acceptance_gap"."reason" in ('not_brought', 'copy_missing', 'expired', 'illegible', 'not_matching', 'unsigned', 'other')),
	CONSTRAINT "acceptance_gap_supplied_whole" CHECK (("acceptance_gap"."supplied_at" is null) = ("acceptance_gap"."supplied_to" is null))
);
--> statement-breakpoint
CREATE TABLE "one_time_notice" (
	"code" text PRIMARY KEY NOT NULL,
	"appointment_id" text NOT NULL,
	"person_id" text NOT NULL,
	"item_code" text NOT NULL,
	"given_by" text NOT NULL,
	"given_at" timestamp(3) with time zone NOT NULL,
	"lines" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appointment" DROP CONSTRAINT "appointment_status";--> statement-breakpoint
ALTER TABLE "appointment_event" DROP CONSTRAINT "appointment_event_action";--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "material_tick" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "material_tick" ADD COLUMN "supply_by" date;--> statement-breakpoint
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acceptance_event" ADD CONSTRAINT "acceptance_event_acceptance_id_acceptance_id_fk" FOREIGN KEY ("acceptance_id") REFERENCES "public"."acceptance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acceptance_event" ADD CONSTRAINT "acceptance_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acceptance_gap" ADD CONSTRAINT "acceptance_gap_acceptance_id_acceptance_id_fk" FOREIGN KEY ("acceptance_id") REFERENCES "public"."acceptance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acceptance_gap" ADD CONSTRAINT "acceptance_gap_supplied_to_person_id_fk" FOREIGN KEY ("supplied_to") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_notice" ADD CONSTRAINT "one_time_notice_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_notice" ADD CONSTRAINT "one_time_notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_notice" ADD CONSTRAINT "one_time_notice_given_by_person_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "acceptance_of_appointment" ON "acceptance" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "acceptance_open" ON "acceptance" USING btree ("hall_id","due_at") WHERE "acceptance"."status" = 'open';--> statement-breakpoint
CREATE INDEX "acceptance_ended" ON "acceptance" USING btree ("hall_id","ended_at") WHERE "acceptance"."status" <> 'open';--> statement-breakpoint
CREATE INDEX "acceptance_gap_open" ON "acceptance_gap" USING btree ("supply_by") WHERE "acceptance_gap"."supplied_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_time_notice_of_appointment" ON "one_time_notice" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "one_time_notice_person" ON "one_time_notice" USING btree ("person_id","item_code","given_at");--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_status" CHECK ("appointment"."status" in ('booked', 'confirmed', 'arrived', 'in_service', 'fulfilled', 'incomplete', 'cancelled', 'no_show'));--> statement-breakpoint
ALTER TABLE "appointment_event" ADD CONSTRAINT "appointment_event_action" CHECK ("appointment_event"."action" in ('book', 'confirm', 'decline', 'cancel', 'move', 'checkIn', 'start', 'complete', 'giveNotice', 'markNoShow'));--> statement-breakpoint
ALTER TABLE "material_tick" ADD CONSTRAINT "material_tick_reason" CHECK ("material_tick"."reason" in ('not_brought', 'copy_missing', 'expired', 'illegible', 'not_matching', 'unsigned', 'other'));--> statement-breakpoint
ALTER TABLE "material_tick" ADD CONSTRAINT "material_tick_gap_whole" CHECK ("material_tick"."state" = 'gap' or ("material_tick"."reason" is null and "material_tick"."supply_by" is null));--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'appointment_accepted', 'appointment_incomplete', 'appointment_gap_due', 'appointment_ready', 'appointment_discontinued', 'no_show_excused', 'no_show_not_excused', 'staff_no_show_explained', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed', 'relative_added', 'relative_ended', 'urgent_taken', 'urgent_met', 'urgent_not_possible', 'staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn'));