/// What the exercises of chapter 8 give and how they are judged.
public enum Chapter08 {}
