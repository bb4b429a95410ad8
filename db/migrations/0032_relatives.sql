CREATE TABLE "relative" (
	"id" text PRIMARY KEY NOT NULL,
	"holder_id" text NOT NULL,
	"person_id" text NOT NULL,
	"relation" text NOT NULL,
	"consent_version" text NOT NULL,
	"consent_by" text NOT NULL,
	"consented_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"ended_by" text,
	CONSTRAINT "relative_relation" CHECK ("relative"."relation" in ('spouse', 'child', 'parent', 'grandparent', 'grandchild', 'sibling', 'ward', 'other')),
	CONSTRAINT "relative_consent_by" CHECK ("relative"."consent_by" in ('relative', 'guardian')),
	CONSTRAINT "relative_other" CHECK ("relative"."holder_id" <> "relative"."person_id"),
	CONSTRAINT "relative_ended_whole" CHECK (("relative"."ended_at" is null) = ("relative"."ended_by" is null))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "relative" ADD CONSTRAINT "relative_holder_id_person_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relative" ADD CONSTRAINT "relative_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relative" ADD CONSTRAINT "relative_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "relative_once" ON "relative" USING btree ("holder_id","person_id") WHERE "relative"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "relative_person" ON "relative" USING btree ("person_id") WHERE "relative"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'appointment_rebook_offered', 'appointment_rebook_none', 'appointment_rebook_lapsed', 'appointment_rebook_kept', 'appointment_reminder_day', 'appointment_reminder_soon', 'wait_offered', 'wait_passed', 'wait_closed', 'ticket_called', 'appointment_fulfilled', 'no_show_excused', 'no_show_not_excused', 'staff_no_show_explained', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'case_rescheduled', 'case_on_hold', 'case_referred', 'case_systemic', 'case_systemic_solved', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_remarked', 'staff_case_withdrawn', 'case_rectification', 'staff_rectification_ordered', 'staff_rectification_reported', 'staff_rectification_returned', 'staff_rectification_overdue', 'staff_case_referred', 'staff_referral_returned', 'staff_case_to_direct', 'staff_assistance_asked', 'staff_assistance_answered', 'staff_extension_asked', 'staff_extension_granted', 'staff_extension_refused', 'staff_sign_off_wanted', 'staff_case_sent_back', 'staff_case_due_soon', 'staff_case_overdue', 'case_conferring', 'case_conferred', 'staff_conference_invited', 'staff_conference_moved', 'staff_conference_cancelled', 'staff_conference_decided', 'staff_task_given', 'staff_task_done', 'staff_task_dropped', 'staff_task_due_soon', 'staff_task_overdue', 'staff_case_systemic_solved', 'staff_systemic_assigned', 'case_visit_planned', 'case_visit_changed', 'case_visit_done', 'staff_visit_asked', 'staff_visit_cancelled', 'staff_visit_planned', 'staff_visit_off', 'staff_appointment_booked', 'staff_extra_settled', 'claim_approved', 'claim_refused', 'claim_rival', 'claim_displaced', 'join_asked', 'join_admitted', 'join_refused', 'join_lapsed', 'member_removed', 'principal_handed_over', 'staff_claim_filed', 'relative_added', 'relative_ended', 'urgent_taken', 'urgent_met', 'urgent_not_possible', 'staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn'));