CREATE TABLE "wait_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "wait_entry_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" text NOT NULL,
	"hall_id" text NOT NULL,
	"day" date NOT NULL,
	"checklist_code" text NOT NULL,
	"from_at" timestamp(3) with time zone,
	"until_at" timestamp(3) with time zone,
	"status" text NOT NULL,
	"slot_id" text,
	"hold_id" text,
	"offered_until" timestamp(3) with time zone,
	"joined_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "wait_entry_status" CHECK ("wait_entry"."status" in ('waiting', 'offered', 'accepted', 'left', 'passed', 'closed')),
	CONSTRAINT "wait_entry_offer_whole" CHECK (("wait_entry"."hold_id" is null) = ("wait_entry"."offered_until" is null) and ("wait_entry"."hold_id" is null) = ("wait_entry"."slot_id" is null) and ("wait_entry"."status" <> 'offered' or "wait_entry"."hold_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "wait_entry" ADD CONSTRAINT "wait_entry_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wait_entry" ADD CONSTRAINT "wait_entry_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "wait_entry_once_a_day" ON "wait_entry" USING btree ("person_id","hall_id","day") WHERE "wait_entry"."status" in ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "wait_entry_line" ON "wait_entry" USING btree ("hall_id","day","number") WHERE "wait_entry"."status" in ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "wait_entry_person" ON "wait_entry" USING btree ("person_id","joined_at");--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed'));