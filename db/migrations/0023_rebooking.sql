CREATE TABLE "rebooking" (
	"id" text PRIMARY KEY NOT NULL,
	"appointment_id" text NOT NULL,
	"hall_id" text NOT NULL,
	"from_slot_id" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"slot_id" text,
	"hold_id" text,
	"expires_at" timestamp(3) with time zone,
	"lapsed_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"ending" text,
	CONSTRAINT "rebooking_offer_whole" CHECK (("rebooking"."slot_id" is null) = ("rebooking"."hold_id" is null) and ("rebooking"."slot_id" is null) = ("rebooking"."expires_at" is null)),
	CONSTRAINT "rebooking_ending" CHECK ("rebooking"."ending" in ('accepted', 'moved', 'cancelled', 'kept', 'closed') and ("rebooking"."ending" is null) = ("rebooking"."ended_at" is null) or "rebooking"."ended_at" is null)
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "rebooking" ADD CONSTRAINT "rebooking_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "rebooking_one_open" ON "rebooking" USING btree ("appointment_id") WHERE "rebooking"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "rebooking_hall" ON "rebooking" USING btree ("hall_id","created_at");--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'ticket_called', 'appointment_fulfilled', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed'));